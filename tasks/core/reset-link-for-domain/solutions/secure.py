from urllib.parse import urlencode


def reset_link(headers: dict[str, str], domains: list[str], token: str) -> str:
    asked = headers.get("X-Forwarded-Host") or headers.get("Host") or ""
    domain = asked.lower() if asked.lower() in domains else domains[0]
    return f"https://{domain}/reset?{urlencode({'token': token})}"
