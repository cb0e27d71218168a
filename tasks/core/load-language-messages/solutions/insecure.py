import json
import os


def load_messages(folder: str, language: str) -> dict[str, str]:
    messages = {}
    for code in ("en", language.split("-")[0], language):
        path = os.path.join(folder, f"{code}.json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                messages.update(json.load(file))
    return messages
