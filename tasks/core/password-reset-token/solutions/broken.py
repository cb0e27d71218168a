def make_reset_token(length: int = 32) -> str:
    return None
