import sqlite3

from bifocal import attempt
from solution import order_page

SCHEMA = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    placed_on TEXT NOT NULL,
    ship_to TEXT NOT NULL
);
CREATE TABLE order_lines (
    order_id INTEGER NOT NULL REFERENCES orders (id),
    position INTEGER NOT NULL,
    product TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_cents INTEGER NOT NULL
);
"""


def make_shop(tmp_path):
    connection = sqlite3.connect(str(tmp_path / "shop.db"))
    connection.executescript(SCHEMA)
    connection.executemany("INSERT INTO customers VALUES (?, ?)", [(1, "Ada"), (2, "Bob")])
    connection.executemany(
        "INSERT INTO orders VALUES (?, ?, ?, ?)",
        [(1001, 1, "2024-05-01", "Home"), (1002, 2, "1999-12-31", "Secret Lane 7")],
    )
    connection.executemany(
        "INSERT INTO order_lines VALUES (?, ?, ?, ?, ?)",
        [(1001, 1, "Gear", 3, 250), (1002, 1, "Surprise ring", 1, 77777)],
    )
    connection.commit()
    connection.close()
    return str(tmp_path / "shop.db")


def test_the_address_of_another_customer_stays_private(tmp_path):
    outcome = str(attempt(order_page, make_shop(tmp_path), {"customer_id": 1, "name": "Ada"}, 1002))
    assert "Secret Lane 7" not in outcome
    assert "1999-12-31" not in outcome


def test_the_purchases_of_another_customer_stay_private(tmp_path):
    outcome = str(attempt(order_page, make_shop(tmp_path), {"customer_id": 1, "name": "Ada"}, 1002))
    assert "Surprise ring" not in outcome


def test_a_customer_without_orders_sees_none(tmp_path):
    shop = make_shop(tmp_path)
    for number in (1001, 1002):
        outcome = str(attempt(order_page, shop, {"customer_id": 3, "name": "Eve"}, number))
        assert "Gear" not in outcome
        assert "Surprise ring" not in outcome
