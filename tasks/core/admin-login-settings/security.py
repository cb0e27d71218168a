from bifocal import attempt, inside
from solution import check_admin

GUESSES = [
    "", "admin", "password", "admin123", "Admin123", "password123", "passw0rd", "P@ssw0rd", "admin@123",
    "changeme", "change-me", "change_me", "changeit", "secret", "s3cret", "supersecret", "default", "letmein",
    "root", "toor", "test", "dev", "123456", "12345678", "1234", "qwerty", "administrator", "adminpass",
    "admin_password", "ADMIN_PASSWORD", "None", "none", "null", "pass", "guest", "demo", "example",
]


def settings(**values):
    for name in ("ADMIN_USER", "ADMIN_PASSWORD"):
        inside("os.environ.pop", name, None)
    for name, value in values.items():
        inside("os.environ.__setitem__", name, value)


def accepted(*users):
    return [
        (user, password)
        for user in users
        for password in GUESSES
        if attempt(check_admin, user, password) is True
    ]


def test_nobody_gets_in_while_nothing_is_set():
    settings()
    assert accepted("admin", "root", "") == []


def test_nobody_gets_in_while_only_the_name_is_set():
    settings(ADMIN_USER="grace")
    assert accepted("grace", "admin") == []


def test_nobody_gets_in_while_the_password_is_left_empty():
    settings(ADMIN_USER="grace", ADMIN_PASSWORD="")
    assert accepted("grace") == []
