import re
from typing import Optional

SUB_DOMAINS = r"(?:[a-z0-9_-]+\.)+"


def is_allowed(origin: str, entry: str) -> bool:
    scheme, separator, host = entry.partition("://*.")
    if not separator:
        return origin == entry
    pattern = re.escape(scheme) + "://" + SUB_DOMAINS + re.escape(host)
    return re.fullmatch(pattern, origin) is not None


def cors_headers(origin: Optional[str], allowed_origins: list) -> dict:
    headers = {"Vary": "Origin"}
    if origin and any(is_allowed(origin, entry) for entry in allowed_origins):
        headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Allow-Credentials"] = "true"
    return headers
