def read_document(root: str, user: str, name: str) -> str:
    return ""
