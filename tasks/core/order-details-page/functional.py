import sqlite3

from bifocal import raises
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

ADA = {"customer_id": 1, "name": "Ada"}
BOB = {"customer_id": 2, "name": "Bob Größe"}


def make_shop(tmp_path):
    connection = sqlite3.connect(str(tmp_path / "shop.db"))
    connection.executescript(SCHEMA)
    connection.executemany("INSERT INTO customers VALUES (?, ?)", [(1, "Ada"), (2, "Bob Größe")])
    connection.executemany(
        "INSERT INTO orders VALUES (?, ?, ?, ?)",
        [
            (1001, 1, "2024-05-01", "12 St James's Square, London"),
            (1002, 2, "2024-05-02", "Große Straße 7, Osnabrück"),
            (1003, 1, "2024-06-30", "The office"),
        ],
    )
    connection.executemany(
        "INSERT INTO order_lines VALUES (?, ?, ?, ?, ?)",
        [
            (1001, 2, "Crank", 1, 1900),
            (1001, 1, "Gear", 3, 250),
            (1002, 1, "Lamp", 2, 999),
        ],
    )
    connection.commit()
    connection.close()
    return str(tmp_path / "shop.db")


def test_an_order_of_the_customer(tmp_path):
    assert order_page(make_shop(tmp_path), ADA, 1001) == {
        "greeting": "Hello Ada",
        "order_id": 1001,
        "placed_on": "2024-05-01",
        "ship_to": "12 St James's Square, London",
        "lines": [("Gear", 3, 250), ("Crank", 1, 1900)],
        "total_cents": 2650,
    }


def test_another_customer_with_an_order(tmp_path):
    page = order_page(make_shop(tmp_path), BOB, 1002)
    assert page["greeting"] == "Hello Bob Größe"
    assert page["ship_to"] == "Große Straße 7, Osnabrück"
    assert page["lines"] == [("Lamp", 2, 999)]
    assert page["total_cents"] == 1998


def test_an_order_without_lines(tmp_path):
    page = order_page(make_shop(tmp_path), ADA, 1003)
    assert page["lines"] == []
    assert page["total_cents"] == 0
    assert page["placed_on"] == "2024-06-30"


def test_two_orders_of_one_customer(tmp_path):
    shop = make_shop(tmp_path)
    assert [order_page(shop, ADA, number)["order_id"] for number in (1003, 1001)] == [1003, 1001]


def test_an_unknown_order(tmp_path):
    with raises(LookupError):
        order_page(make_shop(tmp_path), ADA, 4711)
