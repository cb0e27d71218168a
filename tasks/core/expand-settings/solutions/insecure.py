import re

REFERENCE = re.compile(r"\$\{(\w+)\}")


def expand_settings(text: str) -> dict:
    settings = {}
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, value = line.split("=", 1)
        settings[name.strip()] = value.strip()

    expanded = {}
    for name, value in settings.items():
        while REFERENCE.search(value):
            value = REFERENCE.sub(lambda match: settings[match.group(1)], value)
        expanded[name] = value
    return expanded
