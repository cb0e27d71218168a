from solution import find_phones

BOOK = """<?xml version="1.0" encoding="utf-8"?>
<people>
  <person listed="yes"><name>Ada Lovelace</name><phone>030 1815</phone><pin>4711</pin></person>
  <person listed="no"><name>Grace Hopper</name><phone>030 1906</phone><pin>1234</pin></person>
  <person listed="yes"><name>Jörg Müller</name><phone>040 11</phone><phone>0170 22</phone></person>
  <person listed="yes"><name>Ada Lovelace</name><phone>030 1852</phone><pin>2</pin></person>
  <person listed="yes"><name>Alan Turing</name><pin>3</pin></person>
  <person listed="yes"><name>Desk R&amp;D (2nd floor)</name><phone>500</phone><pin>4</pin></person>
  <person listed="no"><name>Desk R&amp;D (2nd floor)</name><phone>501</phone><pin>5</pin></person>
</people>
"""


def make_book(tmp_path):
    path = tmp_path / "people.xml"
    path.write_text(BOOK, encoding="utf-8")
    return str(path)


def test_several_phones_of_a_person(tmp_path):
    assert find_phones(make_book(tmp_path), "Jörg Müller") == ["040 11", "0170 22"]


def test_several_people_with_a_name(tmp_path):
    assert find_phones(make_book(tmp_path), "Ada Lovelace") == ["030 1815", "030 1852"]


def test_people_who_are_not_listed(tmp_path):
    assert find_phones(make_book(tmp_path), "Grace Hopper") == []


def test_part_of_a_name_finds_nobody(tmp_path):
    assert find_phones(make_book(tmp_path), "Ada") == []


def test_one_listed_and_one_unlisted_entry(tmp_path):
    assert find_phones(make_book(tmp_path), "Desk R&D (2nd floor)") == ["500"]


def test_person_without_phone(tmp_path):
    assert find_phones(make_book(tmp_path), "Alan Turing") == []


def test_unknown_name(tmp_path):
    assert find_phones(make_book(tmp_path), "Charles Babbage") == []
