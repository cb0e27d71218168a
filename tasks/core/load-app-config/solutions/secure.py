import copy

import yaml

DEFAULTS = {
    "server": {"host": "127.0.0.1", "port": 8080, "workers": 2},
    "logging": {"level": "INFO", "file": None},
    "features": [],
}


def merge(base: dict, changes: dict) -> dict:
    result = copy.deepcopy(base)
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merge(result[key], value)
        else:
            result[key] = value
    return result


def load_config(path: str) -> dict:
    with open(path, encoding="utf-8") as file:
        data = yaml.safe_load(file)
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise ValueError("the configuration must be a mapping")
    return merge(DEFAULTS, data)
