def log_request(
    path: str, method: str, url: str, status: int, headers: dict[str, str], form: dict[str, str]
) -> None:
    return None
