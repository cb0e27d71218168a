from html.parser import HTMLParser

from bifocal import attempt
from solution import render_comment


class Page(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.active = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "img", "svg", "iframe"):
            self.active.append(tag)
        self.active += [name for name, _ in attrs if name.startswith("on")]


def active_parts(*args):
    outcome = attempt(render_comment, *args)
    return Page(outcome).active if isinstance(outcome, str) else []


def test_body_brings_no_script_into_the_page():
    for body in ("<script>alert(1)</script>", "Hi<ScRiPt src=//evil.example/x.js></sCrIpT>"):
        assert active_parts(1, "Ada", body) == []


def test_body_brings_no_event_handler_into_the_page():
    for body in (
        "<img src=x onerror=alert(1)>",
        "First\n\n<svg/onload=alert(1)>",
        "<b onclick='alert(1)'>me</b>",
    ):
        assert active_parts(1, "Ada", body) == []


def test_author_brings_no_element_into_the_page():
    for author in (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "'><img src=x onerror=alert(1)>",
    ):
        assert active_parts(1, author, "Hello") == []


def test_author_brings_no_event_handler_into_the_page():
    for author in ('Ada" onmouseover="alert(1)', "Ada' onmouseover='alert(1)"):
        assert active_parts(1, author, "Hello") == []
