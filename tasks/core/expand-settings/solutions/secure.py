import re

REFERENCE = re.compile(r"\$\{(\w+)\}")
MAX_LENGTH = 10_000


def expand_settings(text: str) -> dict:
    raw = {}
    for line in text.splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            raw[name.strip()] = value.strip()

    done = {}
    active = set()

    def expand(name: str) -> str:
        if name in done:
            return done[name]
        if name in active:
            raise ValueError(f"setting {name} refers to itself")
        active.add(name)
        parts = []
        length = 0
        for index, part in enumerate(REFERENCE.split(raw[name])):
            parts.append(expand(part) if index % 2 else part)
            length += len(parts[-1])
            if length > MAX_LENGTH:
                raise ValueError(f"setting {name} is too long")
        active.remove(name)
        done[name] = "".join(parts)
        return done[name]

    return {name: expand(name) for name in raw}
