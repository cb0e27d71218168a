import re

from bifocal import attempt
from solution import build_redirect

LINE_ENDS = ("\r\n", "\n")


def seen_by_a_browser(back, language):
    """Return the header lines and the body; browsers take LF for a line end, too."""
    outcome = attempt(build_redirect, back, language)
    if not isinstance(outcome, bytes):
        return [], b""
    head, _, body = re.sub(rb"\r\n", b"\n", outcome).partition(b"\n\n")
    return [line.lower() for line in head.split(b"\n")], body


def test_page_adds_no_cookie():
    for end in LINE_ENDS:
        lines, _ = seen_by_a_browser(f"/shop{end}Set-Cookie: session=evil", "de")
        assert not any(line.startswith(b"set-cookie: session=") for line in lines)


def test_language_adds_no_header():
    for end in LINE_ENDS:
        lines, _ = seen_by_a_browser("/shop", f"de{end}Refresh: 0;url=http://evil.example/")
        assert not any(line.startswith(b"refresh:") for line in lines)


def test_response_is_not_split():
    for end in LINE_ENDS:
        page = f"{end}Content-Type: text/html{end}{end}<script>alert(1)</script>"
        assert b"<script>" not in seen_by_a_browser("/shop" + page, "de")[1]
        assert b"<script>" not in seen_by_a_browser("/shop", "de" + page)[1]
