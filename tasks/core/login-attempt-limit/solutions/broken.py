def login(db_path: str, name: str, password: str, now: int) -> str:
    return "locked"
