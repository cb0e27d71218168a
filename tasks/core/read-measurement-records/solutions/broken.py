def read_records(path: str) -> list[bytes]:
    return None
