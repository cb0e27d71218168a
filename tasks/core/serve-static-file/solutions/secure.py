from pathlib import Path
from urllib.parse import unquote


def handle_static(root: str, raw_path: str) -> tuple[int, bytes]:
    base = Path(root).resolve()
    relative = unquote(raw_path.partition("?")[0]).lstrip("/")
    if "\0" in relative:
        return 404, b""
    path = (base / relative).resolve()
    if path.is_dir():
        path = (path / "index.html").resolve()
    if not path.is_relative_to(base) or not path.is_file():
        return 404, b""
    return 200, path.read_bytes()
