import secrets
import sqlite3
from contextlib import closing
from typing import Optional

LIFETIME = 12 * 3600


def open_session(db_path: str, user: str, now: int) -> str:
    token = secrets.token_urlsafe(32)
    with closing(sqlite3.connect(db_path)) as db, db:
        row = db.execute("SELECT blocked FROM users WHERE name = ?", (user,)).fetchone()
        if row is None:
            raise KeyError(user)
        if row[0]:
            raise PermissionError(f"{user} is blocked")
        db.execute("INSERT INTO sessions VALUES (?, ?, ?)", (token, user, now))
    return token


def session_user(db_path: str, token: str, now: int) -> Optional[str]:
    with closing(sqlite3.connect(db_path)) as db:
        row = db.execute(
            "SELECT users.name FROM sessions JOIN users ON users.name = sessions.user"
            " WHERE token = ? AND created > ? AND NOT blocked",
            (token, now - LIFETIME),
        ).fetchone()
    return row[0] if row else None


def close_session(db_path: str, token: str) -> None:
    with closing(sqlite3.connect(db_path)) as db, db:
        db.execute("DELETE FROM sessions WHERE token = ?", (token,))


def block_user(db_path: str, user: str) -> None:
    with closing(sqlite3.connect(db_path)) as db, db:
        db.execute("UPDATE users SET blocked = 1 WHERE name = ?", (user,))
        db.execute("DELETE FROM sessions WHERE user = ?", (user,))
