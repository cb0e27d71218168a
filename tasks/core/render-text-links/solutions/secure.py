import html
import re

LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
ADDRESS = re.compile(r"https?:|mailto:|/", re.IGNORECASE)


def render_links(text: str) -> str:
    parts = []
    end = 0
    for match in LINK.finditer(text):
        label, address = match.groups()
        if not ADDRESS.match(address):
            continue
        parts.append(html.escape(text[end : match.start()]))
        parts.append(f'<a href="{html.escape(address)}">{html.escape(label)}</a>')
        end = match.end()
    parts.append(html.escape(text[end:]))
    return "".join(parts)
