import os


def read_document(root: str, user: str, name: str) -> str:
    """Return the UTF-8 text of the document `name` in the folder of `user` below `root`.

    Every user has one folder, `root/user`. A name may contain sub-folders ("letters/2024/may.txt").
    Raises FileNotFoundError if the document does not exist.
    """
