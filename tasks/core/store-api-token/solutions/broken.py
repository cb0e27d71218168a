def save_token(path: str, profile: str, token: str) -> None:
    return None
