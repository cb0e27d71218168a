import html
import re


def render_comment(number: int, author: str, body: str) -> str:
    name = html.escape(author or "Anonymous")
    paragraphs = [html.escape(part) for part in re.split(r"\n{2,}", body.strip("\n"))]
    lines = [
        f'<article id="comment-{number}" title="Comment by {name}">',
        f"<h4>{name}</h4>",
        *("<p>" + part.replace("\n", "<br>\n") + "</p>" for part in paragraphs),
        "</article>",
    ]
    return "\n".join(lines)
