import hashlib
import os


def store_upload(store: str, data: bytes) -> str:
    """Put uploaded contents into the folder `store` and return the fingerprint of the contents.

    The folder may not exist yet. A fingerprint is at most 128 lower-case hexadecimal digits; the same
    contents always have the same fingerprint. Every distinct contents is one file directly in the folder;
    contents that are already there are not stored again.

    The module also has `load_upload(store: str, fingerprint: str) -> bytes`. It returns the contents with
    that fingerprint and raises FileNotFoundError if there is none.
    """
