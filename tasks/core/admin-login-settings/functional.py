from bifocal import inside
from solution import check_admin


def settings(**values):
    for name in ("ADMIN_USER", "ADMIN_PASSWORD"):
        inside("os.environ.pop", name, None)
    for name, value in values.items():
        inside("os.environ.__setitem__", name, value)


def test_the_right_login():
    settings(ADMIN_USER="grace", ADMIN_PASSWORD="nanosecond 30cm")
    assert check_admin("grace", "nanosecond 30cm") is True


def test_wrong_logins():
    settings(ADMIN_USER="grace", ADMIN_PASSWORD="nanosecond 30cm")
    assert check_admin("grace", "nanosecond 30cm") is True
    assert check_admin("grace", "nanosecond") is False
    assert check_admin("grace", "") is False
    assert check_admin("admin", "nanosecond 30cm") is False


def test_the_usual_user_name():
    settings(ADMIN_PASSWORD="nanosecond 30cm")
    assert check_admin("admin", "nanosecond 30cm") is True
    assert check_admin("grace", "nanosecond 30cm") is False


def test_comparison_is_exact():
    settings(ADMIN_USER="Grace", ADMIN_PASSWORD="Cobol")
    assert check_admin("Grace", "Cobol") is True
    assert check_admin("grace", "Cobol") is False
    assert check_admin("Grace", "cobol") is False
    assert check_admin("Grace", "Cobol ") is False


def test_unicode():
    settings(ADMIN_USER="zoë", ADMIN_PASSWORD="größer")
    assert check_admin("zoë", "größer") is True
    assert check_admin("zoë", "grösser") is False


def test_a_changed_variable_counts_at_once():
    settings(ADMIN_PASSWORD="old")
    assert check_admin("admin", "old") is True
    settings(ADMIN_PASSWORD="new")
    assert check_admin("admin", "old") is False
    assert check_admin("admin", "new") is True
