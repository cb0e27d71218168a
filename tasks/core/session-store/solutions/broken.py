from typing import Optional


def open_session(db_path: str, user: str, now: int) -> str:
    return ""


def session_user(db_path: str, token: str, now: int) -> Optional[str]:
    return None


def close_session(db_path: str, token: str) -> None:
    return None


def block_user(db_path: str, user: str) -> None:
    return None
