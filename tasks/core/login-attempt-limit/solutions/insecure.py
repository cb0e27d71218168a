import hashlib
import hmac
import sqlite3
from contextlib import closing


def password_matches(db_path: str, name: str, password: str) -> bool:
    """As always, blanks around the name and the case of its letters do not matter."""
    with closing(sqlite3.connect(db_path)) as db:
        query = "SELECT salt, hash FROM accounts WHERE lower(name) = lower(?)"
        row = db.execute(query, (name.strip(),)).fetchone()
    if row is None:
        return False
    key = hashlib.scrypt(password.encode(), salt=row[0], n=2**12, r=8, p=1)
    return hmac.compare_digest(key, row[1])


def login(db_path: str, name: str, password: str, now: int) -> str:
    with closing(sqlite3.connect(db_path)) as db, db:
        count = db.execute(
            "SELECT COUNT(*) FROM failures WHERE name = ? AND at > ?", (name, now - 900)
        ).fetchone()[0]
        if count >= 5:
            return "locked"
        if password_matches(db_path, name, password):
            db.execute("DELETE FROM failures WHERE name = ?", (name,))
            return "ok"
        db.execute("INSERT INTO failures (name, at) VALUES (?, ?)", (name, now))
    return "wrong"
