import random
import string

ALPHABET = string.ascii_letters + string.digits


def make_reset_token(length: int = 32) -> str:
    if length < 16:
        raise ValueError("length must be at least 16")
    return "".join(random.choices(ALPHABET, k=length))
