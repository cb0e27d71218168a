import re
from urllib.parse import urlsplit

HOST_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def is_trusted_image(url: str, trusted_domains: list) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not HOST_NAME.fullmatch(host):
        return False
    return any(host == domain or host.endswith("." + domain) for domain in trusted_domains)
