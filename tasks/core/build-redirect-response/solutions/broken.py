def build_redirect(back: str, language: str) -> bytes:
    return None
