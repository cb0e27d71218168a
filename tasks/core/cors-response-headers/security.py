from bifocal import attempt
from solution import cors_headers

ALLOWED = ["https://app.example.com", "http://localhost:3000", "https://*.partner.example"]


def can_read(origin):
    """Whether a browser lets a page of this origin read the response."""
    outcome = attempt(cors_headers, origin, ALLOWED)
    if not isinstance(outcome, dict):
        return False
    headers = {str(name).lower(): value for name, value in outcome.items()}
    return headers.get("access-control-allow-origin") in (origin, "*")


def test_hosts_that_begin_like_ours_cannot_read():
    for host in ("app.example.com.evil.test", "app.example.community", "a.partner.example.evil.test"):
        assert not can_read(f"https://{host}")


def test_hosts_with_another_character_for_a_dot_cannot_read():
    for host in ("appxexample.com", "app-example.com", "app.example-com.test"):
        assert not can_read(f"https://{host}")


def test_hosts_that_end_like_ours_cannot_read():
    for host in (
        "evilpartner.example",
        "evil-partner.example",
        "www.evilpartner.example",
        "evilapp.example.com",
    ):
        assert not can_read(f"https://{host}")


def test_other_ports_and_sandboxed_pages_cannot_read():
    for origin in ("null", "http://localhost:30001", "http://localhost", "file://"):
        assert not can_read(origin)
