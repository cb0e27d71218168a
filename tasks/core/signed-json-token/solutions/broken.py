from typing import Optional


def verify_token(token: str, secret: str, now: int) -> Optional[dict]:
    return ""


def issue_token(claims: dict, secret: str) -> str:
    return ""
