import json

SECRET_HEADERS = {"authorization", "proxy-authorization", "cookie", "set-cookie"}
SECRET_WORDS = ("password", "passwd", "pwd", "secret", "token", "api-key", "api_key", "card_number")


def is_secret(name: str) -> bool:
    name = name.lower()
    return name in SECRET_HEADERS or any(word in name for word in SECRET_WORDS)


def without_secrets(values: dict[str, str]) -> dict[str, str]:
    return {name: "[hidden]" if is_secret(name) else value for name, value in values.items()}


def log_request(
    path: str, method: str, url: str, status: int, headers: dict[str, str], form: dict[str, str]
) -> None:
    entry = {
        "method": method,
        "url": url,
        "status": status,
        "headers": without_secrets(headers),
        "form": without_secrets(form),
    }
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
