from bifocal import attempt, inside
from solution import render_newsletter

WAYS_TO_OS = (
    "cycler.__init__.__globals__.os",
    "cycler.__init__.__globals__['__builtins__']['__import__']('os')",
    "self.__init__.__globals__['__builtins__']['__import__']('os')",
)
ARTICLES = [{"title": "Teapots", "url": "https://example.org/1"}]


def test_note_runs_no_code(tmp_path):
    for way in WAYS_TO_OS:
        attempt(render_newsletter, "Grace", "{{ " + way + ".mkdir('owned') }}", ARTICLES)
        assert not (tmp_path / "owned").exists()


def test_name_runs_no_code(tmp_path):
    for way in WAYS_TO_OS:
        attempt(render_newsletter, "{{ " + way + ".mkdir('owned') }}", "Hi", ARTICLES)
        assert not (tmp_path / "owned").exists()


def test_note_does_not_show_the_environment():
    inside("os.environ.__setitem__", "NEWSLETTER_KEY", "tulip-58213")
    for way in WAYS_TO_OS:
        outcome = attempt(render_newsletter, "Grace", "{{ " + way + ".environ['NEWSLETTER_KEY'] }}", ARTICLES)
        assert "tulip-58213" not in str(outcome)
