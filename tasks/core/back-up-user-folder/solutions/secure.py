import shutil


def back_up(source: str, target: str) -> None:
    shutil.copytree(source, target, symlinks=True)
