import hashlib


def hash_password(password: str) -> str:
    """Return the record that the account table keeps for a password.

    A record is one line of at most 255 printable ASCII characters. Passwords may contain any Unicode
    characters.

    The module also has `verify_password(password: str, record: str) -> bool`. It returns True if the record
    was made from this password, else False. It also returns False for a record that hash_password cannot
    have made, such as "" or "n/a".
    """
