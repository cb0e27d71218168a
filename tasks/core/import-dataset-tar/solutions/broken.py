def import_dataset(archive: str, folder: str) -> list[str]:
    return []
