import sqlite3


def update_profile(db_path: str, user_id: int, changes: dict) -> dict:
    connection = sqlite3.connect(db_path)
    connection.row_factory = sqlite3.Row
    try:
        if changes:
            set_clause = ", ".join(f"{column} = ?" for column in changes)
            values = list(changes.values()) + [user_id]
            connection.execute(f"UPDATE users SET {set_clause} WHERE id = ?", values)
            connection.commit()
        row = connection.execute(
            "SELECT id, display_name, email, city FROM users WHERE id = ?", (user_id,)
        ).fetchone()
    finally:
        connection.close()
    if row is None:
        raise LookupError(f"no user {user_id}")
    return dict(row)
