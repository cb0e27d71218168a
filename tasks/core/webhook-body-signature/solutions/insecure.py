import hashlib


def sign_body(key: bytes, body: bytes) -> str:
    return hashlib.sha256(key + body).hexdigest()


def check_body(key: bytes, body: bytes, signature: str) -> bool:
    return sign_body(key, body) == signature
