import re
import sqlite3
from contextlib import closing

from bifocal import attempt
from solution import export_customer


def exported_text(tmp_path):
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT,"
                   " password_hash TEXT, reset_token TEXT)")
        db.execute("CREATE TABLE orders (number INTEGER PRIMARY KEY, customer_id INTEGER, day TEXT,"
                   " total INTEGER)")
        db.execute("CREATE TABLE cards (customer_id INTEGER, brand TEXT, number TEXT, expires TEXT)")
        db.execute("INSERT INTO customers VALUES (1, 'Ada', 'ada@example.org', '030 1',"
                   " 'scrypt$6b1f$0d9a77e3c5', 'Zk3vQ8mRt1xW')")
        db.execute("INSERT INTO cards VALUES (1, 'Visa', '4929175364028861', '2027-01')")
    target = tmp_path / "export.json"
    attempt(export_customer, str(path), 1, str(target))
    return target.read_text(encoding="utf-8") if target.exists() else ""


def test_the_file_does_not_hold_the_card_number(tmp_path):
    assert "4929175364028861" not in re.sub(r"[\s-]", "", exported_text(tmp_path))


def test_the_file_does_not_hold_the_password_hash(tmp_path):
    assert "0d9a77e3c5" not in exported_text(tmp_path)


def test_the_file_does_not_hold_the_reset_token(tmp_path):
    assert "Zk3vQ8mRt1xW" not in exported_text(tmp_path)
