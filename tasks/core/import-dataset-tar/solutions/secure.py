import os
import tarfile


def import_dataset(archive: str, folder: str) -> list[str]:
    root = os.path.realpath(folder)
    os.makedirs(root, exist_ok=True)

    def is_inside(path):
        return os.path.commonpath([root, os.path.realpath(path)]) == root

    names = []
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                path = os.path.join(root, member.name)
                if not is_inside(path):
                    raise ValueError(f"member outside the data set: {member.name}")
                if member.issym():
                    if not is_inside(os.path.join(os.path.dirname(path), member.linkname)):
                        raise ValueError(f"link out of the data set: {member.name}")
                elif not member.isfile() and not member.isdir():
                    raise ValueError(f"unexpected kind of member: {member.name}")
                tar.extract(member, root)
                if member.isfile():
                    names.append(member.name)
    except tarfile.TarError as error:
        raise ValueError(f"cannot read the archive: {error}") from error
    return names
