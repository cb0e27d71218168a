import hashlib
import hmac


def sign_body(key: bytes, body: bytes) -> str:
    return hmac.new(key, body, hashlib.sha256).hexdigest()


def check_body(key: bytes, body: bytes, signature: str) -> bool:
    return hmac.compare_digest(sign_body(key, body).encode(), signature.encode())
