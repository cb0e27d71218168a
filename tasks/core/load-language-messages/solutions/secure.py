import json
import os


def load_messages(folder: str, language: str) -> dict[str, str]:
    available = {name[:-len(".json")] for name in os.listdir(folder) if name.endswith(".json")}
    messages = {}
    for code in ("en", language.split("-")[0], language):
        if code in available:
            with open(os.path.join(folder, f"{code}.json"), encoding="utf-8") as file:
                messages.update(json.load(file))
    return messages
