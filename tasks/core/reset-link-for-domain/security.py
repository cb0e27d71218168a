from urllib.parse import urlsplit

from bifocal import attempt
from solution import reset_link

DOMAINS = ["shop.example", "laden.example"]


def strangers(headers_of_attacks):
    """Where the token of the victim goes, if not to one of our domains."""
    hosts = set()
    for headers in headers_of_attacks:
        link = attempt(reset_link, headers, DOMAINS, "victims-token")
        if isinstance(link, str) and "victims-token" in link:
            hosts.add(urlsplit(link).hostname)
    return hosts - set(DOMAINS)


def test_a_foreign_host():
    assert strangers([{"Host": "evil.example"}, {"Host": "evil.example:8443"}]) == set()


def test_a_foreign_forwarded_host():
    assert strangers([
        {"Host": "shop.example", "X-Forwarded-Host": "evil.example"},
        {"Host": "web3.internal", "X-Forwarded-Host": "evil.example, shop.example"},
    ]) == set()


def test_hosts_that_look_like_ours():
    names = [
        "shop.example.evil.example", "shop.example@evil.example", "shop.example:x@evil.example",
        "evil.example/shop.example", "evil.example?shop.example", "evil.example#shop.example",
        "evilshop.example",
    ]
    assert strangers([{"Host": name} for name in names]) == set()
