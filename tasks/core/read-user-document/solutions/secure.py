from pathlib import Path


def read_document(root: str, user: str, name: str) -> str:
    base = Path(root).resolve()
    home = (base / user).resolve()
    path = (home / name).resolve()
    if home.parent != base or not path.is_relative_to(home) or not path.is_file():
        raise FileNotFoundError(name)
    return path.read_text(encoding="utf-8")
