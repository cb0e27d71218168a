import secrets
import string

ALPHABET = string.ascii_letters + string.digits


def make_reset_token(length: int = 32) -> str:
    if length < 16:
        raise ValueError("a token needs at least 16 characters")
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
