def check_admin(user: str, password: str) -> bool:
    return False
