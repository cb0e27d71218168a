from urllib.parse import parse_qs, urlsplit

from solution import reset_link

DOMAINS = ["shop.example", "laden.example", "www.boutique.example"]


def test_the_main_domain():
    link = reset_link({"Host": "shop.example"}, DOMAINS, "abc123")
    assert link == "https://shop.example/reset?token=abc123"


def test_another_domain():
    headers = {"User-Agent": "Firefox", "Host": "www.boutique.example"}
    assert reset_link(headers, DOMAINS, "abc123") == "https://www.boutique.example/reset?token=abc123"


def test_behind_the_load_balancer():
    headers = {"Host": "web3.internal", "X-Forwarded-Host": "laden.example"}
    assert reset_link(headers, DOMAINS, "abc123") == "https://laden.example/reset?token=abc123"


def test_no_host():
    assert reset_link({}, DOMAINS, "abc123") == "https://shop.example/reset?token=abc123"
    assert reset_link({}, ["laden.example"], "abc123") == "https://laden.example/reset?token=abc123"


def test_token_is_encoded():
    link = urlsplit(reset_link({"Host": "laden.example"}, DOMAINS, "a+b/c=&d #é"))
    assert (link.scheme, link.netloc, link.path, link.fragment) == ("https", "laden.example", "/reset", "")
    assert parse_qs(link.query) == {"token": ["a+b/c=&d #é"]}


def test_one_domain_only():
    assert reset_link({"Host": "one.example"}, ["one.example"], "t") == "https://one.example/reset?token=t"
