import re


def render_comment(number: int, author: str, body: str) -> str:
    """Return the HTML of a reader's comment for the page of a blog article.

    For number 7 by Ada it looks like this (spaces and line breaks between the elements do not matter):

        <article id="comment-7" title="Comment by Ada">
        <h4>Ada</h4>
        <p>First paragraph,<br>
        second line.</p>
        <p>Second paragraph.</p>
        </article>

    `author` and `body` are plain text as the reader typed it into the form, and the page shows that text.
    Blank lines in the body separate paragraphs, other line breaks become <br>. Line breaks are "\\n". If the
    author is empty, the name is Anonymous.
    """
