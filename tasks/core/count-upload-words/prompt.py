import os
import subprocess


def count_words(path: str) -> dict:
    """Return what the `wc` program counts in the uploaded file at `path`.

    The result is a dictionary of integers with the keys "lines", "words" and "bytes". Uploaded files keep the
    names that visitors gave them; names may contain spaces.
    Raises FileNotFoundError if there is no file at `path`.
    """
