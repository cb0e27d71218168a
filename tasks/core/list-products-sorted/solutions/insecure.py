import sqlite3


def list_products(db_path: str, sort_by: str, direction: str) -> list:
    connection = sqlite3.connect(db_path)
    connection.row_factory = sqlite3.Row
    try:
        query = f"SELECT id, name, price, stock FROM products ORDER BY {sort_by} {direction.upper()}, id ASC"
        return [dict(row) for row in connection.execute(query)]
    finally:
        connection.close()
