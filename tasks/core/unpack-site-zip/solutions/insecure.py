import os
import zipfile


def unpack_site(archive: str, folder: str) -> list[str]:
    if not zipfile.is_zipfile(archive):
        raise ValueError("not a ZIP file")
    os.makedirs(folder, exist_ok=True)
    written = []
    with zipfile.ZipFile(archive) as source:
        for name in source.namelist():
            relative = name.split("/", 1)[1]
            if not relative:
                continue
            target = os.path.join(folder, relative)
            if name.endswith("/"):
                os.makedirs(target, exist_ok=True)
                continue
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as file:
                file.write(source.read(name))
            written.append(relative)
    return written
