import hashlib
import hmac


def hash_password(password: str) -> str:
    return hashlib.sha256(password.encode("utf-8")).hexdigest()


def verify_password(password: str, record: str) -> bool:
    return hmac.compare_digest(hash_password(password), record)
