import sqlite3


def find_users(db_path: str, part: str) -> list:
    connection = sqlite3.connect(db_path)
    connection.row_factory = sqlite3.Row
    cursor = connection.execute(
        f"SELECT id, name, email FROM users WHERE active = 1 AND name LIKE '%{part}%' ORDER BY name, id"
    )
    users = [dict(row) for row in cursor.fetchall()]
    connection.close()
    return users
