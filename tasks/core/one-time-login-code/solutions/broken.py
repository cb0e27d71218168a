def issue_code(db_path: str, phone: str, now: int) -> str:
    return ""


def check_code(db_path: str, phone: str, code: str, now: int) -> bool:
    return False
