def find_phones(path: str, name: str) -> list:
    return None
