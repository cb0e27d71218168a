import string


def make_reset_token(length: int = 32) -> str:
    """Return a new token for the link of a password reset mail.

    A token has exactly `length` characters, ASCII letters (both cases) and digits only. Every call returns
    a different token. Raises ValueError if length is less than 16.
    """
