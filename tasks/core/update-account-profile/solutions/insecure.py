import copy
import json


def merge(target: dict, changes: dict) -> None:
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            merge(target[key], value)
        elif isinstance(value, str):
            target[key] = value.strip()
        else:
            target[key] = value


def update_account(account: dict, body: str) -> dict:
    changes = json.loads(body)
    if not isinstance(changes, dict):
        raise ValueError("expected a JSON object")
    updated = copy.deepcopy(account)
    merge(updated, changes)
    updated["email"] = updated["email"].lower()
    return updated
