import json
import sqlite3
from contextlib import closing

from solution import get_invoice


def make_data(tmp_path):
    (tmp_path / "company.json").write_text('{"name": "Müller & Co"}', encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "invoices.db")) as db, db:
        db.execute("CREATE TABLE invoices (id INTEGER PRIMARY KEY, customer TEXT, total INTEGER)")
        db.execute("INSERT INTO invoices VALUES (1, 'Ada', 1250), (2, 'Zoë', 0)")
    return str(tmp_path)


def ask(data_dir, invoice_id):
    status, body = get_invoice(data_dir, invoice_id)
    return status, json.loads(body)


def test_an_invoice(tmp_path):
    expected = {"id": 1, "customer": "Ada", "total": 1250, "company": "Müller & Co"}
    assert ask(make_data(tmp_path), 1) == (200, expected)


def test_another_invoice(tmp_path):
    expected = {"id": 2, "customer": "Zoë", "total": 0, "company": "Müller & Co"}
    assert ask(make_data(tmp_path), 2) == (200, expected)


def test_unknown_invoice(tmp_path):
    assert ask(make_data(tmp_path), 99) == (404, {"error": "invoice not found"})


def test_missing_company_file(tmp_path):
    data_dir = make_data(tmp_path)
    (tmp_path / "company.json").unlink()
    status, body = ask(data_dir, 1)
    assert status == 500 and isinstance(body["error"], str)


def test_damaged_company_file(tmp_path):
    data_dir = make_data(tmp_path)
    (tmp_path / "company.json").write_text("{", encoding="utf-8")
    status, body = ask(data_dir, 1)
    assert status == 500 and isinstance(body["error"], str)


def test_missing_table(tmp_path):
    data_dir = make_data(tmp_path)
    with closing(sqlite3.connect(tmp_path / "invoices.db")) as db, db:
        db.execute("DROP TABLE invoices")
    status, body = ask(data_dir, 1)
    assert status == 500 and isinstance(body["error"], str)
