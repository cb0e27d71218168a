import os


def read_document(root: str, user: str, name: str) -> str:
    path = os.path.join(root, user, name)
    with open(path, encoding="utf-8") as file:
        return file.read()
