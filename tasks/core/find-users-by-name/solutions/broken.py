def find_users(db_path: str, part: str) -> list:
    return None
