import re


def render_links(text: str) -> str:
    """Return the text of a forum user as HTML, with its links in the style of Markdown turned into anchors.

    An example: "See [the manual](https://docs.example.org/start?part=2) or [ask us](/contact)." Every link
    [label](address) becomes <a href="address">label</a>. The rest is plain text, and the page shows it as the
    user wrote it. Labels do not contain square brackets. Addresses contain neither spaces nor brackets. They
    are web addresses (http:, https:), e-mail addresses (mailto:) or paths on the same site that begin
    with "/".
    """
