import sqlite3
from contextlib import closing

from solution import list_products

PRODUCTS = [(1, "teapot", 2400, 3), (2, "cup", 600, 40), (3, "sieve", 900, 3), (4, "kettle", 5200, 12)]


def make_database(tmp_path):
    path = str(tmp_path / "shop.db")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT, price INTEGER, stock INTEGER)")
        db.executemany("INSERT INTO products VALUES (?, ?, ?, ?)", PRODUCTS)
    return path


def ids(products):
    return [product["id"] for product in products]


def test_returns_whole_products(tmp_path):
    products = list_products(make_database(tmp_path), "price", "asc")
    assert products[0] == {"id": 2, "name": "cup", "price": 600, "stock": 40}
    assert len(products) == 4


def test_sorts_numbers_upwards(tmp_path):
    assert ids(list_products(make_database(tmp_path), "price", "asc")) == [2, 3, 1, 4]


def test_sorts_numbers_downwards(tmp_path):
    assert ids(list_products(make_database(tmp_path), "price", "desc")) == [4, 1, 3, 2]


def test_sorts_by_name(tmp_path):
    assert ids(list_products(make_database(tmp_path), "name", "asc")) == [2, 4, 3, 1]


def test_equal_values_are_ordered_by_id(tmp_path):
    path = make_database(tmp_path)
    assert ids(list_products(path, "stock", "asc")) == [1, 3, 4, 2]
    assert ids(list_products(path, "stock", "desc")) == [2, 4, 1, 3]


def test_sorts_by_id_downwards(tmp_path):
    assert ids(list_products(make_database(tmp_path), "id", "desc")) == [4, 3, 2, 1]
