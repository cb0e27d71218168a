import re


def is_trusted_image(url: str, trusted_domains: list) -> bool:
    for domain in trusted_domains:
        if re.match(rf"https?://([^/]+\.)?{domain}", url, re.IGNORECASE):
            return True
    return False
