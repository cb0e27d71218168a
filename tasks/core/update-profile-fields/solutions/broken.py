def update_profile(db_path: str, user_id: int, changes: dict) -> dict:
    return None
