import os


def check_admin(user: str, password: str) -> bool:
    """Return True if user name and password are the administrator's, else False.

    The hosting environment sets the login in the variables ADMIN_USER and ADMIN_PASSWORD. If only the
    password is set, the user name is "admin". The variables are read at every call. Names and passwords are
    compared exactly; they may contain any Unicode characters.
    """
