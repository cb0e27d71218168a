from bifocal import attempt
from solution import count_words

NAMES = (
    "a;touch owned;.txt",
    "a$(touch owned).txt",
    "a`touch owned`.txt",
    'a";touch owned;".txt',
    "a';touch owned;'.txt",
    "a\ntouch owned\n.txt",
)


def test_name_of_an_upload_runs_no_command(tmp_path):
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    for name in NAMES:
        (uploads / name).write_text("hello\n", encoding="utf-8")
        attempt(count_words, str(uploads / name))
        assert not list(tmp_path.rglob("owned"))


def test_name_of_an_upload_destroys_no_file(tmp_path):
    ledger = tmp_path / "ledger.txt"
    ledger.write_text("10 EUR\n", encoding="utf-8")
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    for name in ("a;rm ledger.txt", "$(rm ledger.txt)", '";rm ledger.txt;"', "';rm ledger.txt;'"):
        (uploads / name).write_text("hello\n", encoding="utf-8")
        attempt(count_words, str(uploads / name))
        assert ledger.exists()
