from jinja2 import Template


def render_newsletter(friend: str, note: str, articles: list) -> str:
    source = f"Hello {friend},\n\n"
    if note:
        source += f"{note}\n\n"
    source += "This month:\n"
    source += "{% for article in articles %}* {{ article.title }} ({{ article.url }})\n{% endfor %}"
    return Template(source, keep_trailing_newline=True).render(articles=articles)
