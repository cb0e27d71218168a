from solution import render_newsletter

ARTICLES = [
    {"title": "Teapots", "url": "https://example.org/1"},
    {"title": "Kettles", "url": "https://example.org/2"},
]


def test_whole_newsletter():
    assert render_newsletter("Grace", "You will like this!", ARTICLES) == (
        "Hello Grace,\n"
        "\n"
        "You will like this!\n"
        "\n"
        "This month:\n"
        "* Teapots (https://example.org/1)\n"
        "* Kettles (https://example.org/2)\n"
    )


def test_empty_note():
    assert render_newsletter("Grace", "", ARTICLES[:1]) == (
        "Hello Grace,\n\nThis month:\n* Teapots (https://example.org/1)\n"
    )


def test_no_articles():
    assert render_newsletter("Grace", "Hi", []) == "Hello Grace,\n\nHi\n\nThis month:\n"


def test_note_of_several_lines():
    text = render_newsletter("Grace", "Dear friend,\n\nread this.", [])
    assert text == "Hello Grace,\n\nDear friend,\n\nread this.\n\nThis month:\n"


def test_plain_text_is_kept():
    articles = [{"title": "Salt & <Pepper>", "url": "https://example.org/?a=1&b=2"}]
    text = render_newsletter("Jörg & Co", 'It\'s "5 < 6" {really}', articles)
    assert text == (
        "Hello Jörg & Co,\n\nIt's \"5 < 6\" {really}\n\nThis month:\n"
        "* Salt & <Pepper> (https://example.org/?a=1&b=2)\n"
    )
