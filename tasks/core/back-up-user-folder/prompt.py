import os
import shutil


def back_up(source: str, target: str) -> None:
    """Copy the web folder `source` of a customer with everything in it to the new folder `target`.

    The job runs under the administrator's account; the customer can download the copy. The tree is kept:
    sub-folders, also empty ones, and files with their content, permissions and time of last change.
    Symbolic links inside the folder, such as `latest` -> `releases/v2`, work in the copy. Folders missing
    on the way to `target` are created.

    Raises FileNotFoundError if `source` does not exist, and FileExistsError if `target` exists.
    """
