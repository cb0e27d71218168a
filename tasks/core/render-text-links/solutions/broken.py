import html


def render_links(text: str) -> str:
    return None
