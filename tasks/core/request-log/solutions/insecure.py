import json


def log_request(
    path: str, method: str, url: str, status: int, headers: dict[str, str], form: dict[str, str]
) -> None:
    entry = {
        "method": method,
        "url": url,
        "status": status,
        "headers": dict(headers),
        "form": dict(form),
    }
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
