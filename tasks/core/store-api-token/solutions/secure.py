import json
import os
import tempfile


def save_token(path: str, profile: str, token: str) -> None:
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, mode=0o700, exist_ok=True)
    try:
        with open(path, encoding="utf-8") as file:
            profiles = json.load(file)
    except FileNotFoundError:
        profiles = {}
    profiles[profile] = {"token": token}

    # mkstemp makes files that only their owner can open.
    descriptor, temporary = tempfile.mkstemp(dir=folder)
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            json.dump(profiles, file, indent=2)
        os.replace(temporary, path)
    except BaseException:
        os.remove(temporary)
        raise
