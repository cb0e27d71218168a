import re
from typing import Optional


def cors_headers(origin: Optional[str], allowed_origins: list) -> dict:
    headers = {"Vary": "Origin"}
    if not origin:
        return headers
    for entry in allowed_origins:
        pattern = entry.replace("*", ".*")
        if re.match(pattern, origin):
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Allow-Credentials"] = "true"
            break
    return headers
