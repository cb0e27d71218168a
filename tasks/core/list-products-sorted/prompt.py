import sqlite3


def list_products(db_path: str, sort_by: str, direction: str) -> list:
    """Return all products in the order that the user chose with a click on a column heading.

    `db_path` is a SQLite database file with the table
        products(id INTEGER PRIMARY KEY, name TEXT, price INTEGER, stock INTEGER)
    `sort_by` is one of the four columns, `direction` is "asc" or "desc". Products that are equal in that
    column come in ascending order of their id, whatever the direction. The result is a list of dictionaries
    with the keys "id", "name", "price" and "stock".
    """
