def reset_link(headers: dict[str, str], domains: list[str], token: str) -> str:
    return ""
