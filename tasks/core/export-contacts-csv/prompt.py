import csv
import io


def export_contacts(columns: list[str], rows: list[list]) -> str:
    """Return the text of a CSV file with what visitors sent by contact forms.

    Most users open the file in Excel or LibreOffice. The first line has the names of the columns, which
    customers choose; then comes one line per row. Values are separated by commas and quoted with double
    quotes where CSV needs that. Lines end in "\\r\\n".

    A value in a row is a str, an int, a float or None. Numbers are written as Python prints them, so that
    the spreadsheet can add them up. None is an empty value.
    """
