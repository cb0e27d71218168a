def redirect_target(params: dict, host: str) -> str:
    return None
