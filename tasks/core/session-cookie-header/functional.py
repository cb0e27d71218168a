from email.message import Message
from http.cookiejar import CookieJar
from urllib.request import Request

from solution import session_cookie


class Response:
    def __init__(self, header):
        self.headers = Message()
        self.headers["Set-Cookie"] = header

    def info(self):
        return self.headers


def attributes(header):
    fields = [field.strip().partition("=") for field in header.split(";")[1:]]
    return {name.strip().lower(): value.strip() for name, _, value in fields}


def sent_back(header, url):
    jar = CookieJar()
    jar.extract_cookies(Response(header), Request("https://shop.example.com/login"))
    request = Request(url)
    jar.add_cookie_header(request)
    return request.get_header("Cookie")


def test_name_and_value():
    assert session_cookie("a1b2C3").split(";")[0].strip() == "sid=a1b2C3"


def test_it_comes_back_on_every_path():
    for path in ("/", "/login", "/orders/17?tab=1"):
        assert sent_back(session_cookie("a1b2C3"), "https://shop.example.com" + path) == "sid=a1b2C3"


def test_it_is_not_for_sub_domains():
    header = session_cookie("a1b2C3")
    assert "domain" not in attributes(header)


def test_with_max_age():
    assert attributes(session_cookie("a1b2C3", 3600))["max-age"] == "3600"
    assert sent_back(session_cookie("a1b2C3", max_age=3600), "https://shop.example.com/") == "sid=a1b2C3"


def test_without_max_age_it_is_a_session_cookie():
    names = attributes(session_cookie("a1b2C3"))
    assert "max-age" not in names
    assert "expires" not in names


def test_logout_removes_it():
    header = session_cookie("a1b2C3", 0)
    assert attributes(header)["max-age"] == "0"
    assert sent_back(header, "https://shop.example.com/") is None


def test_it_is_one_header_line():
    header = session_cookie("a1b2C3", 60)
    assert "\n" not in header
    assert "\r" not in header
    assert not header.lower().startswith("set-cookie")
