from solution import build_redirect


def split(response):
    head, end, body = response.partition(b"\r\n\r\n")
    assert end and body == b""
    status, *lines = head.decode("ascii").split("\r\n")
    return status, dict(line.split(": ", 1) for line in lines)


def test_status_line():
    status, _ = split(build_redirect("/shop/teapots", "de"))
    assert status == "HTTP/1.1 302 Found"


def test_headers():
    _, headers = split(build_redirect("/shop/teapots", "de"))
    assert headers == {
        "Location": "/shop/teapots",
        "Set-Cookie": "language=de; Path=/",
        "Content-Length": "0",
        "Connection": "close",
    }


def test_location_with_query():
    _, headers = split(build_redirect("/search?q=tea&page=2#top", "en"))
    assert headers["Location"] == "/search?q=tea&page=2#top"


def test_language_with_region():
    _, headers = split(build_redirect("/", "pt-BR"))
    assert headers["Set-Cookie"] == "language=pt-BR; Path=/"


def test_without_page():
    _, headers = split(build_redirect("", "fr"))
    assert headers["Location"] == "/"


def test_without_language():
    _, headers = split(build_redirect("/shop", ""))
    assert headers == {"Location": "/shop", "Content-Length": "0", "Connection": "close"}
