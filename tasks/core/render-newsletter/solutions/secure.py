from jinja2 import Environment

TEMPLATE = Environment(keep_trailing_newline=True, trim_blocks=True).from_string(
    """\
Hello {{ friend }},

{% if note %}
{{ note }}

{% endif %}
This month:
{% for article in articles %}
* {{ article.title }} ({{ article.url }})
{% endfor %}
"""
)


def render_newsletter(friend: str, note: str, articles: list) -> str:
    return TEMPLATE.render(friend=friend, note=note, articles=articles)
