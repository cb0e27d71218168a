import re


def render_links(text: str) -> str:
    return re.sub(r"\[([^\[\]]+)\]\(([^()]+)\)", r'<a href="\2">\1</a>', text)
