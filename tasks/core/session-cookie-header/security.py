from email.message import Message
from http.cookiejar import CookieJar
from urllib.request import Request

from bifocal import attempt
from solution import session_cookie


class Response:
    def __init__(self, header):
        self.headers = Message()
        self.headers["Set-Cookie"] = header

    def info(self):
        return self.headers


def browser_with(header):
    jar = CookieJar()
    if isinstance(header, str):
        jar.extract_cookies(Response(header), Request("https://shop.example.com/login"))
    return jar


def test_the_session_is_not_sent_over_plain_http():
    for options in ({}, {"max_age": 3600}):
        jar = browser_with(attempt(session_cookie, "a1b2C3", **options))
        request = Request("http://shop.example.com/")
        jar.add_cookie_header(request)
        assert "a1b2C3" not in str(request.get_header("Cookie"))


def test_scripts_in_a_page_cannot_read_the_session():
    for options in ({}, {"max_age": 3600}):
        header = attempt(session_cookie, "a1b2C3", **options)
        stored = [cookie for cookie in browser_with(header) if "a1b2C3" in str(cookie.value)]
        readable = [cookie for cookie in stored if "httponly" not in (name.lower() for name in cookie._rest)]
        assert readable == []
