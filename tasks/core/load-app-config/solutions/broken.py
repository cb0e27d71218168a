DEFAULTS = {
    "server": {"host": "127.0.0.1", "port": 8080, "workers": 2},
    "logging": {"level": "INFO", "file": None},
    "features": [],
}


def load_config(path: str) -> dict:
    return None
