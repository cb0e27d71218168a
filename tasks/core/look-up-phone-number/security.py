from bifocal import attempt
from solution import find_phones

BOOK = """<people>
  <person listed="yes"><name>Ada Lovelace</name><phone>030 1815</phone><pin>4711</pin></person>
  <person listed="no"><name>Grace Hopper</name><phone>030 1906</phone><pin>1234</pin></person>
</people>
"""


def make_book(tmp_path):
    path = tmp_path / "people.xml"
    path.write_text(BOOK, encoding="utf-8")
    return str(path)


def test_unlisted_numbers_stay_private(tmp_path):
    path = make_book(tmp_path)
    for quote in "'\"":
        name = "Ada Lovelace']/../person[name='Grace Hopper".replace("'", quote)
        assert "030 1906" not in str(attempt(find_phones, path, name))


def test_answers_do_not_tell_the_pin(tmp_path):
    path = make_book(tmp_path)
    for quote in "'\"":
        name = "Ada Lovelace'][pin='{}".replace("'", quote)
        right = attempt(find_phones, path, name.format("4711"))
        wrong = attempt(find_phones, path, name.format("4712"))
        assert isinstance(right, Exception) or right == wrong
