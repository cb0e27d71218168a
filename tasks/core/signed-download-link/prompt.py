import hashlib
import hmac


def sign_link(secret: bytes, user: str, file: str, expires: int) -> str:
    """Return the signature of a download link, in lower-case hexadecimal.

    The link lets anybody download the file `file` of the user `user` until `expires` (whole seconds since
    1970). It carries these three values and the signature. User names and file names are not empty and may
    contain any printable characters.

    The module also has
    `check_link(secret: bytes, user: str, file: str, expires: int, signature: str, now: int) -> bool`.
    It returns True if the signature belongs to this link and `now` is not later than `expires`, else False.
    """
