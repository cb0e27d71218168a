import hashlib
import os


def store_upload(store: str, data: bytes) -> str:
    os.makedirs(store, exist_ok=True)
    fingerprint = hashlib.md5(data).hexdigest()
    path = os.path.join(store, fingerprint)
    if not os.path.exists(path):
        with open(path, "wb") as file:
            file.write(data)
    return fingerprint


def load_upload(store: str, fingerprint: str) -> bytes:
    with open(os.path.join(store, fingerprint), "rb") as file:
        return file.read()
