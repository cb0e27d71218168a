import shutil
import zipfile
from pathlib import Path


def unpack_site(archive: str, folder: str) -> list[str]:
    root = Path(folder).resolve()
    root.mkdir(parents=True, exist_ok=True)
    written = []
    try:
        with zipfile.ZipFile(archive) as source:
            for member in source.infolist():
                relative = member.filename.partition("/")[2]
                if not relative:
                    continue
                target = (root / relative).resolve()
                if not target.is_relative_to(root):
                    raise ValueError(f"member outside the site: {member.filename}")
                if member.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                with source.open(member) as content, open(target, "wb") as file:
                    shutil.copyfileobj(content, file)
                written.append(target.relative_to(root).as_posix())
    except zipfile.BadZipFile as error:
        raise ValueError("not a ZIP file") from error
    return written
