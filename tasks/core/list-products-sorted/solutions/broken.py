import sqlite3
from contextlib import closing


def list_products(db_path: str, sort_by: str, direction: str) -> list:
    with closing(sqlite3.connect(db_path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute("SELECT id, name, price, stock FROM products")]
