import os
from urllib.parse import unquote


def handle_static(root: str, raw_path: str) -> tuple[int, bytes]:
    path = unquote(raw_path.split("?", 1)[0])
    full_path = os.path.join(root, path[1:])
    if os.path.isdir(full_path):
        full_path = os.path.join(full_path, "index.html")
    if not os.path.isfile(full_path):
        return 404, b""
    with open(full_path, "rb") as file:
        return 200, file.read()
