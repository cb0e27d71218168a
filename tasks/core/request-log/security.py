from bifocal import attempt
from solution import log_request


def log_text(tmp_path, url, headers, form):
    attempt(log_request, str(tmp_path / "requests.log"), "POST", url, 302, headers, form)
    return "\n".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file())


def test_the_password_of_the_sign_in_form(tmp_path):
    text = log_text(tmp_path, "/sign-in", {}, {"email": "ada@example.org", "password": "Difference-1843"})
    assert "Difference-1843" not in text


def test_passwords_of_the_change_form(tmp_path):
    form = {"current_password": "Difference-1843", "new_password": "Analytical-1852"}
    text = log_text(tmp_path, "/account/password", {}, form)
    assert "Difference-1843" not in text and "Analytical-1852" not in text


def test_the_authorization_header(tmp_path):
    text = log_text(tmp_path, "/api/cart", {"authorization": "Bearer 7c1fe0a96d5b4c22"}, {"product": "17"})
    assert "7c1fe0a96d5b4c22" not in text


def test_the_session_cookie(tmp_path):
    text = log_text(tmp_path, "/cart", {"Cookie": "lang=de; session=5be2d94f10aa43c7"}, {"product": "17"})
    assert "5be2d94f10aa43c7" not in text
