import json
import os


def save_token(path: str, profile: str, token: str) -> None:
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    profiles = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            profiles = json.load(file)
    profiles[profile] = {"token": token}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(profiles, file, indent=2)
