import re


def render_comment(number: int, author: str, body: str) -> str:
    author = author or "Anonymous"
    paragraphs = "\n".join(
        f"<p>{paragraph}</p>".replace("\n", "<br>\n")
        for paragraph in re.split(r"\n\n+", body.strip())
    )
    return f"""<article id="comment-{number}" title="Comment by {author}">
<h4>{author}</h4>
{paragraphs}
</article>"""
