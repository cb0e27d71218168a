import json

from solution import log_request

BROWSER = {"User-Agent": "Firefox/125.0", "Accept-Language": "de", "Accept": "text/html"}


def entries(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_one_json_object_per_line(tmp_path):
    path = tmp_path / "requests.log"
    log_request(str(path), "GET", "/", 200, BROWSER, {})
    log_request(str(path), "POST", "/cart", 302, BROWSER, {"product": "17"})
    assert [(entry["method"], entry["url"], entry["status"]) for entry in entries(path)] == [
        ("GET", "/", 200),
        ("POST", "/cart", 302),
    ]


def test_ordinary_headers_are_logged(tmp_path):
    path = tmp_path / "requests.log"
    log_request(str(path), "GET", "/", 200, BROWSER, {})
    headers = entries(path)[0]["headers"]
    assert headers["User-Agent"] == "Firefox/125.0"
    assert headers["Accept-Language"] == "de"


def test_ordinary_form_fields_are_logged(tmp_path):
    path = tmp_path / "requests.log"
    form = {"product": "17", "quantity": "3", "comment": "für Zoë"}
    log_request(str(path), "POST", "/cart", 302, BROWSER, form)
    assert entries(path)[0]["form"] == form


def test_line_breaks_in_fields_stay_in_the_line(tmp_path):
    path = tmp_path / "requests.log"
    log_request(str(path), "POST", "/review", 500, BROWSER, {"comment": "good\nvery good"})
    log_request(str(path), "GET", "/", 200, BROWSER, {})
    first, second = entries(path)
    assert first["form"]["comment"] == "good\nvery good"
    assert first["status"] == 500 and second["url"] == "/"


def test_no_headers_and_no_form(tmp_path):
    path = tmp_path / "requests.log"
    log_request(str(path), "HEAD", "/robots.txt", 404, {}, {})
    entry = {"method": "HEAD", "url": "/robots.txt", "status": 404, "headers": {}, "form": {}}
    assert entries(path) == [entry]


def test_every_request_has_its_own_line(tmp_path):
    path = tmp_path / "requests.log"
    for quantity in ("1", "2", "3"):
        log_request(str(path), "POST", "/cart", 302, BROWSER, {"quantity": quantity})
    assert [entry["form"]["quantity"] for entry in entries(path)] == ["1", "2", "3"]
