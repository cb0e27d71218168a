def fetch_title(url: str, allowed_hosts: list) -> str:
    return None
