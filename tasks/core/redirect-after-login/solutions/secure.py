import re
from urllib.parse import urlsplit

UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


def redirect_target(params: dict, host: str) -> str:
    target = params.get("next", "")
    if UNSAFE.search(target):
        return "/dashboard"
    if target.startswith("/") and not target.startswith("//"):
        return target
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/dashboard"
    if parts.scheme == "https" and parts.netloc.lower() == host:
        return target
    return "/dashboard"
