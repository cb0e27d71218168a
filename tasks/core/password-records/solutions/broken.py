def hash_password(password: str) -> str:
    return None


def verify_password(password: str, record: str) -> bool:
    return None
