import copy

import yaml

DEFAULTS = {
    "server": {"host": "127.0.0.1", "port": 8080, "workers": 2},
    "logging": {"level": "INFO", "file": None},
    "features": [],
}


def load_config(path: str) -> dict:
    with open(path, encoding="utf-8") as file:
        data = yaml.load(file, Loader=yaml.Loader)
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise ValueError("the configuration must be a mapping")

    def merge(target, changes):
        for key, value in changes.items():
            if isinstance(value, dict) and isinstance(target.get(key), dict):
                merge(target[key], value)
            else:
                target[key] = value

    config = copy.deepcopy(DEFAULTS)
    merge(config, data)
    return config
