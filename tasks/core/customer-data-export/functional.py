import json
import sqlite3
from contextlib import closing

from bifocal import raises
from solution import export_customer


def make_db(tmp_path):
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT,"
                   " password_hash TEXT, reset_token TEXT)")
        db.execute("CREATE TABLE orders (number INTEGER PRIMARY KEY, customer_id INTEGER, day TEXT,"
                   " total INTEGER)")
        db.execute("CREATE TABLE cards (customer_id INTEGER, brand TEXT, number TEXT, expires TEXT)")
        db.execute("INSERT INTO customers VALUES (1, 'Ada', 'ada@example.org', '030 1', 'x1', NULL),"
                   " (2, 'Zoë', 'zoe@example.org', '030 2', 'x2', NULL)")
        db.execute("INSERT INTO orders VALUES (12, 1, '2024-05-01', 999), (7, 1, '2024-01-31', 1250),"
                   " (9, 2, '2024-02-02', 10)")
        db.execute("INSERT INTO cards VALUES (1, 'Visa', '4111111111111111', '2027-01'),"
                   " (1, 'Mastercard', '5555555555554444', '2026-09')")
    return str(path)


def export(tmp_path, customer_id):
    target = tmp_path / "export.json"
    export_customer(make_db(tmp_path), customer_id, str(target))
    return json.loads(target.read_text(encoding="utf-8"))


def test_three_parts(tmp_path):
    assert set(export(tmp_path, 1)) == {"customer", "orders", "cards"}


def test_details_of_the_customer(tmp_path):
    customer = export(tmp_path, 1)["customer"]
    assert (customer["name"], customer["email"], customer["phone"]) == ("Ada", "ada@example.org", "030 1")


def test_orders_of_the_customer(tmp_path):
    assert export(tmp_path, 1)["orders"] == [
        {"number": 7, "day": "2024-01-31", "total": 1250},
        {"number": 12, "day": "2024-05-01", "total": 999},
    ]


def test_cards_of_the_customer(tmp_path):
    cards = export(tmp_path, 1)["cards"]
    assert [card["brand"] for card in cards] == ["Mastercard", "Visa"]
    assert [card["expires"] for card in cards] == ["2026-09", "2027-01"]
    assert [card["number"][-4:] for card in cards] == ["4444", "1111"]


def test_another_customer(tmp_path):
    data = export(tmp_path, 2)
    assert data["customer"]["name"] == "Zoë"
    assert data["orders"] == [{"number": 9, "day": "2024-02-02", "total": 10}]
    assert data["cards"] == []


def test_unknown_customer(tmp_path):
    target = tmp_path / "export.json"
    with raises(KeyError):
        export_customer(make_db(tmp_path), 3, str(target))
    assert not target.exists()
