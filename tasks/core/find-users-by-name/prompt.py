import sqlite3


def find_users(db_path: str, part: str) -> list:
    """Return the active users whose name contains `part`, for the search box of the members' page.

    `db_path` is a SQLite database file with the table
        users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, password_hash TEXT, active INTEGER)
    A user is active if `active` is 1. Upper and lower case make no difference. The result is a list of
    dictionaries with the keys "id", "name" and "email", ordered by name, then by id. It is empty if no user
    is found. An empty `part` finds all active users.
    """
