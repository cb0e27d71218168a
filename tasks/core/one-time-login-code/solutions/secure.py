import secrets
import sqlite3
from contextlib import closing

LIFETIME = 600


def connect(db_path: str) -> sqlite3.Connection:
    db = sqlite3.connect(db_path)
    db.execute("CREATE TABLE IF NOT EXISTS codes (phone TEXT PRIMARY KEY, code TEXT, issued INTEGER)")
    return db


def issue_code(db_path: str, phone: str, now: int) -> str:
    code = f"{secrets.randbelow(10**6):06d}"
    with closing(connect(db_path)) as db, db:
        db.execute("INSERT OR REPLACE INTO codes VALUES (?, ?, ?)", (phone, code, now))
    return code


def check_code(db_path: str, phone: str, code: str, now: int) -> bool:
    with closing(connect(db_path)) as db, db:
        used = db.execute(
            "DELETE FROM codes WHERE phone = ? AND code = ? AND issued BETWEEN ? AND ?",
            (phone, code, now - LIFETIME, now),
        )
        return used.rowcount == 1
