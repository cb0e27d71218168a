from typing import Optional


def cors_headers(origin: Optional[str], allowed_origins: list) -> dict:
    return None
