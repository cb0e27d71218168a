def sign_body(key: bytes, body: bytes) -> str:
    return ""


def check_body(key: bytes, body: bytes, signature: str) -> bool:
    return False
