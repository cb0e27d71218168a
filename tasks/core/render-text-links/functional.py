from html.parser import HTMLParser

from solution import render_links


class Page(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.links = []
        self.text = ""
        self.inside = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.inside = True
            self.links.append([dict(attrs)["href"], ""])

    def handle_endtag(self, tag):
        if tag == "a":
            self.inside = False

    def handle_data(self, data):
        self.text += data
        if self.inside:
            self.links[-1][1] += data


def test_one_link():
    page = Page(render_links("See [the manual](https://docs.example.org/start) first."))
    assert page.links == [["https://docs.example.org/start", "the manual"]]
    assert page.text == "See the manual first."


def test_several_links():
    page = Page(render_links("[a](http://a.example/), [b](/contact) and [c](mailto:help@example.org)"))
    assert page.links == [["http://a.example/", "a"], ["/contact", "b"], ["mailto:help@example.org", "c"]]
    assert page.text == "a, b and c"


def test_address_with_query():
    page = Page(render_links("[results](https://example.org/find?q=tea&page=2#top)"))
    assert page.links == [["https://example.org/find?q=tea&page=2#top", "results"]]


def test_text_without_links():
    page = Page(render_links("No links [here] (or there)\nat all."))
    assert page.links == []
    assert page.text == "No links [here] (or there)\nat all."


def test_signs_in_the_text_are_shown():
    page = Page(render_links("Fish & chips: 5 < 6, see [Q & A](/faq)"))
    assert page.links == [["/faq", "Q & A"]]
    assert page.text == "Fish & chips: 5 < 6, see Q & A"


def test_link_at_the_end_of_a_line():
    page = Page(render_links("First [one](/1)\nthen [two](/2)"))
    assert page.links == [["/1", "one"], ["/2", "two"]]
    assert page.text == "First one\nthen two"
