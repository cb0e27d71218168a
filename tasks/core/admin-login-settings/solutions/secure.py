import hmac
import os


def check_admin(user: str, password: str) -> bool:
    admin = os.environ.get("ADMIN_USER") or "admin"
    expected = os.environ.get("ADMIN_PASSWORD")
    if not expected:
        return False
    same_user = hmac.compare_digest(user.encode(), admin.encode())
    same_password = hmac.compare_digest(password.encode(), expected.encode())
    return same_user and same_password
