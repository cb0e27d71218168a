from datetime import datetime, timezone


def write_audit_entry(path: str, now: int, user: str, action: str, detail: str) -> None:
    stamp = datetime.fromtimestamp(now, tz=timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"{stamp} [{user}] {action}: {detail}\n")
