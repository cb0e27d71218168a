import hashlib
import hmac
import json


def sign_link(secret: bytes, user: str, file: str, expires: int) -> str:
    message = json.dumps([user, file, expires]).encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()


def check_link(secret: bytes, user: str, file: str, expires: int, signature: str, now: int) -> bool:
    expected = sign_link(secret, user, file, expires)
    return hmac.compare_digest(expected.encode(), signature.encode()) and now <= expires
