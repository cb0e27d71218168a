import os


def check_admin(user: str, password: str) -> bool:
    admin_user = os.environ.get("ADMIN_USER", "admin")
    admin_password = os.environ.get("ADMIN_PASSWORD", "admin")
    return user == admin_user and password == admin_password
