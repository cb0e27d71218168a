def is_trusted_image(url: str, trusted_domains: list) -> bool:
    return None
