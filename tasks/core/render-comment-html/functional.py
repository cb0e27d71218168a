from html.parser import HTMLParser

from solution import render_comment


class Page(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.tags = []
        self.attributes = {}
        self.texts = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update(attrs)
        if tag in ("h4", "p"):
            self.texts.append("")

    def handle_data(self, data):
        if self.texts:
            self.texts[-1] += data

    def words(self):
        return [text.split() for text in self.texts]


def test_author_and_body():
    page = Page(render_comment(7, "Ada", "Nice article."))
    assert page.tags == ["article", "h4", "p"]
    assert page.words() == [["Ada"], ["Nice", "article."]]


def test_attributes_of_the_article():
    page = Page(render_comment(12, "Grace Hopper", "Hello"))
    assert page.attributes["id"] == "comment-12"
    assert page.attributes["title"] == "Comment by Grace Hopper"


def test_blank_lines_separate_paragraphs():
    page = Page(render_comment(1, "Ada", "First.\n\nSecond.\n\n\nThird."))
    assert page.tags == ["article", "h4", "p", "p", "p"]
    assert page.words() == [["Ada"], ["First."], ["Second."], ["Third."]]


def test_line_breaks():
    page = Page(render_comment(1, "Ada", "one\ntwo"))
    assert page.tags == ["article", "h4", "p", "br"]


def test_signs_in_the_text_are_shown():
    page = Page(render_comment(1, "Ada", "Fish & chips: 5 < 6, 7 > 3, größer"))
    assert page.words()[1] == ["Fish", "&", "chips:", "5", "<", "6,", "7", ">", "3,", "größer"]


def test_empty_author():
    page = Page(render_comment(3, "", "Hello"))
    assert page.attributes["title"] == "Comment by Anonymous"
    assert page.words()[0] == ["Anonymous"]
