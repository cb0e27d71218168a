def store_upload(store: str, data: bytes) -> str:
    return ""


def load_upload(store: str, fingerprint: str) -> bytes:
    return None
