def unpack_site(archive: str, folder: str) -> list[str]:
    return []
