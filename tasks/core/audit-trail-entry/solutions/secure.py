from datetime import datetime, timezone


def one_line(text: str) -> str:
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def write_audit_entry(path: str, now: int, user: str, action: str, detail: str) -> None:
    stamp = datetime.fromtimestamp(now, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    entry = one_line(f"{stamp} [{user}] {action}: {detail}")
    with open(path, "a", encoding="utf-8") as file:
        file.write(entry + "\n")
