import hashlib
import hmac
import os


def derive_key(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)


def hash_password(password: str) -> str:
    salt = os.urandom(16)
    return f"scrypt${salt.hex()}${derive_key(password, salt).hex()}"


def verify_password(password: str, record: str) -> bool:
    try:
        scheme, salt, key = record.split("$")
        salt, key = bytes.fromhex(salt), bytes.fromhex(key)
    except ValueError:
        return False
    return scheme == "scrypt" and hmac.compare_digest(derive_key(password, salt), key)
