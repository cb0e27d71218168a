import sqlite3
from contextlib import closing

EDITABLE = ("display_name", "email", "city")


def update_profile(db_path: str, user_id: int, changes: dict) -> dict:
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise ValueError(f"these fields cannot be edited: {sorted(unknown)}")
    with closing(sqlite3.connect(db_path)) as db, db:
        if changes:
            assignments = ", ".join(f"{column} = ?" for column in changes)
            db.execute(f"UPDATE users SET {assignments} WHERE id = ?", (*changes.values(), user_id))
        row = db.execute(
            "SELECT id, display_name, email, city FROM users WHERE id = ?", (user_id,)
        ).fetchone()
    if row is None:
        raise LookupError(user_id)
    return dict(zip(("id", *EDITABLE), row))
