def expand_settings(text: str) -> dict:
    return None
