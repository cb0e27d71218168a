import re
from html.parser import HTMLParser

from bifocal import attempt
from solution import render_links


class Page(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.addresses = []
        self.active = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "img", "svg", "iframe"):
            self.active.append(tag)
        for name, value in attrs:
            if name == "href":
                self.addresses.append(value or "")
            if name.startswith("on"):
                self.active.append(name)


def page_of(text):
    outcome = attempt(render_links, text)
    return Page(outcome if isinstance(outcome, str) else "")


def runs_script(address):
    """Browsers leave out tabs, line breaks and leading control signs of an address before they look at it."""
    seen = re.sub(r"[\t\r\n]", "", address).lstrip("".join(map(chr, range(33)))).lower()
    return seen.startswith(("javascript:", "vbscript:", "data:"))


def test_address_is_no_script():
    for address in (
        "javascript:alert`1`",
        "JavaScript:alert`1`",
        "java\tscript:alert`1`",
        "\x01javascript:alert`1`",
        "&#106;avascript:alert`1`",
        "data:text/html,<script>alert`1`</script>",
    ):
        assert not any(map(runs_script, page_of(f"[win a teapot]({address})").addresses))


def test_address_adds_no_event_handler():
    for address in (
        'https://example.org/"onmouseover="alert`1`',
        'https://example.org/" onmouseover="alert`1`',
        "https://example.org/'onmouseover='alert`1`",
        '/"><img/src="x"onerror="alert`1`',
    ):
        assert page_of(f"[win a teapot]({address})").active == []


def test_label_brings_no_element_into_the_page():
    for label in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>"):
        assert page_of(f"[{label}](https://example.org/)").active == []


def test_text_brings_no_element_into_the_page():
    for text in ("<script>alert(1)</script> and [a](/a)", "[a](/a) <svg/onload=alert(1)>"):
        assert page_of(text).active == []
