import hashlib


def sign_body(key: bytes, body: bytes) -> str:
    """Return the signature of the body of a webhook call, in lower-case hexadecimal.

    The sender and the receiver both know the secret key. A body may be empty and may contain any bytes.

    The module also has `check_body(key: bytes, body: bytes, signature: str) -> bool`. It returns True if
    the signature was made from this body with this key, else False.
    """
