import sqlite3
from contextlib import closing

from bifocal import attempt
from solution import get_invoice

INTERNALS = ("traceback", 'file "', "errno", "operationalerror", "databaseerror", "sqlite", "select ",
             "no such table", "no such column", "not a database")


def make_data(tmp_path):
    (tmp_path / "company.json").write_text('{"name": "Example"}', encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "invoices.db")) as db, db:
        db.execute("CREATE TABLE invoices (id INTEGER PRIMARY KEY, customer TEXT, total INTEGER)")
        db.execute("INSERT INTO invoices VALUES (1, 'Ada', 1250)")


def leaked(tmp_path):
    outcome = attempt(get_invoice, str(tmp_path), 1)
    if isinstance(outcome, Exception):
        return []
    sent = str(outcome).lower()
    return [text for text in (str(tmp_path).lower(), *INTERNALS) if text in sent]


def test_a_missing_file_does_not_show_where_the_data_is(tmp_path):
    make_data(tmp_path)
    (tmp_path / "company.json").unlink()
    assert leaked(tmp_path) == []


def test_a_changed_table_does_not_show_the_schema(tmp_path):
    make_data(tmp_path)
    with closing(sqlite3.connect(tmp_path / "invoices.db")) as db, db:
        db.execute("DROP TABLE invoices")
    assert leaked(tmp_path) == []


def test_a_damaged_database_does_not_show_its_kind(tmp_path):
    make_data(tmp_path)
    (tmp_path / "invoices.db").write_bytes(b"not what it was " * 300)
    assert leaked(tmp_path) == []
