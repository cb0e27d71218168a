from urllib.parse import quote


def reset_link(headers: dict[str, str], domains: list[str], token: str) -> str:
    host = headers.get("X-Forwarded-Host") or headers.get("Host") or domains[0]
    return f"https://{host}/reset?token={quote(token, safe='')}"
