import os
import shutil


def back_up(source: str, target: str) -> None:
    if not os.path.isdir(source):
        raise FileNotFoundError(source)
    shutil.copytree(source, target)
