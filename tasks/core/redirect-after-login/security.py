import re

from bifocal import attempt
from solution import redirect_target

HOST = "shop.example.test"


def landing_host(location):
    """The host that a browser on our site ends up on, or the scheme if it is not a web address."""
    text = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33)))))
    match = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", text)
    scheme = match.group(1).lower() if match else "https"
    if scheme not in ("http", "https"):
        return scheme + ":"
    rest = re.split(r"[?#]", text[match.end() :] if match else text)[0].replace("\\", "/")
    if scheme == "https" and not rest.startswith("//"):
        return HOST
    authority = rest.lstrip("/").split("/")[0].rpartition("@")[2]
    return authority.partition(":")[0].lower()


def stays_on_our_site(value):
    outcome = attempt(redirect_target, {"next": value}, HOST)
    return not isinstance(outcome, str) or landing_host(outcome) == HOST


def test_addresses_of_other_sites():
    for value in (
        "https://evil.test/",
        "//evil.test/a",
        "http:evil.test",
        "http:/evil.test",
        "javascript:alert(1)",
    ):
        assert stays_on_our_site(value), value


def test_slashes_that_browsers_repair():
    for value in ("/\\evil.test", "\\\\evil.test", "///evil.test", "/\\/evil.test", "https:/\\evil.test/"):
        assert stays_on_our_site(value), value


def test_white_space_that_browsers_drop():
    for value in (
        "/\t/evil.test",
        "/\n/evil.test",
        " //evil.test",
        "\x01//evil.test",
        "\t/\r\n/evil.test",
        "ht\ttp://evil.test",
    ):
        assert stays_on_our_site(value), value


def test_hosts_that_begin_like_ours():
    for host in (
        f"{HOST}.evil.test",
        f"{HOST}@evil.test",
        f"{HOST}:x@evil.test",
        f"evil.test\\@{HOST}",
        f"{HOST}evil.test",
    ):
        assert stays_on_our_site(f"https://{host}/orders"), host
