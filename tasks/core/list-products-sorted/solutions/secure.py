import sqlite3
from contextlib import closing

COLUMNS = ("id", "name", "price", "stock")
DIRECTIONS = {"asc": "ASC", "desc": "DESC"}


def list_products(db_path: str, sort_by: str, direction: str) -> list:
    if sort_by not in COLUMNS:
        raise ValueError(f"unknown column {sort_by!r}")
    if direction not in DIRECTIONS:
        raise ValueError(f"unknown direction {direction!r}")
    query = f"SELECT id, name, price, stock FROM products ORDER BY {sort_by} {DIRECTIONS[direction]}, id"
    with closing(sqlite3.connect(db_path)) as db:
        return [dict(zip(COLUMNS, row)) for row in db.execute(query)]
