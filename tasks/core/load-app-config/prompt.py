import copy

import yaml

DEFAULTS = {
    "server": {"host": "127.0.0.1", "port": 8080, "workers": 2},
    "logging": {"level": "INFO", "file": None},
    "features": [],
}


def load_config(path: str) -> dict:
    """Read a customer's YAML file with PyYAML and return the complete configuration.

    Mappings are merged with DEFAULTS at every level: a file with only `server: {port: 9000}` keeps the
    default host and workers. Any other value, such as a list or a number, replaces the default. Options
    without a default are kept. Anchors, aliases and merge keys (`<<`) work as usual in YAML. An empty file
    gives the defaults.

    Raises ValueError if the top level of the file is not a mapping, and FileNotFoundError if there is no such
    file.
    """
