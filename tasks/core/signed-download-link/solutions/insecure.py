import hashlib
import hmac


def sign_link(secret: bytes, user: str, file: str, expires: int) -> str:
    mac = hmac.new(secret, digestmod=hashlib.sha256)
    for value in (user, file, str(expires)):
        mac.update(value.encode("utf-8"))
    return mac.hexdigest()


def check_link(secret: bytes, user: str, file: str, expires: int, signature: str, now: int) -> bool:
    if now > expires:
        return False
    return hmac.compare_digest(sign_link(secret, user, file, expires), signature)
