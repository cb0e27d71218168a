import os
import tarfile


def import_dataset(archive: str, folder: str) -> list[str]:
    if not tarfile.is_tarfile(archive):
        raise ValueError("not a tar archive")
    os.makedirs(folder, exist_ok=True)
    with tarfile.open(archive, "r:*") as tar:
        tar.extractall(folder)
        return [member.name for member in tar.getmembers() if member.isfile()]
