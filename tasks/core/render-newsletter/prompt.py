from jinja2 import Environment, Template


def render_newsletter(friend: str, note: str, articles: list) -> str:
    """Return the plain text of a newsletter that a reader forwards to a friend, rendered with Jinja2.

    `friend` is the name of the friend and `note` a personal note of the reader, both as typed into the form.
    `articles` is a list of dictionaries with the keys "title" and "url". The result is this text, here for
    the friend "Grace", the note "You will like this!" and two articles:

        Hello Grace,

        You will like this!

        This month:
        * Teapots (https://example.org/1)
        * Kettles (https://example.org/2)

    The lines end with a newline, the last one too. If the note is empty, the note and the blank line after it
    are left out. If there are no articles, the text ends with "This month:" and its line end.
    """
