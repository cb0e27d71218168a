import hashlib
import re
from pathlib import Path


def store_upload(store: str, data: bytes) -> str:
    fingerprint = hashlib.sha256(data).hexdigest()
    path = Path(store) / fingerprint
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(data)
    return fingerprint


def load_upload(store: str, fingerprint: str) -> bytes:
    if not re.fullmatch(r"[0-9a-f]{64}", fingerprint):
        raise FileNotFoundError(fingerprint)
    return (Path(store) / fingerprint).read_bytes()
