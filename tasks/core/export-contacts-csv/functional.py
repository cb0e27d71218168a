import csv
import io

from solution import export_contacts


def parse(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def test_header_and_rows():
    text = export_contacts(["name", "mail"], [["Ada", "ada@example.org"], ["Bob", "bob@example.org"]])
    assert parse(text) == [["name", "mail"], ["Ada", "ada@example.org"], ["Bob", "bob@example.org"]]


def test_line_ends():
    text = export_contacts(["name"], [["Ada"], ["Bob"]])
    assert text.count("\r\n") == 3 and text.endswith("\r\n")


def test_values_that_need_quotes():
    values = ["Smith, John", 'the "boss"', "two\nlines", "semi;colon"]
    assert parse(export_contacts(["a", "b", "c", "d"], [values]))[1] == values


def test_numbers():
    text = export_contacts(["a", "b", "c", "d"], [[-12, 3.5, 0, -0.25]])
    assert parse(text)[1] == ["-12", "3.5", "0", "-0.25"]


def test_none_is_empty():
    assert parse(export_contacts(["a", "b", "c"], [["x", None, "y"]]))[1] == ["x", "", "y"]


def test_other_texts_are_unchanged():
    values = ["Jürgen Größe", "a=b", "1-2", "x+y@z", " spaced "]
    assert parse(export_contacts(["a", "b", "c", "d", "e"], [values]))[1] == values


def test_no_rows():
    assert parse(export_contacts(["name", "mail"], [])) == [["name", "mail"]]
