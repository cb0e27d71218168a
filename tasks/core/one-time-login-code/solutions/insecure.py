import random
import sqlite3
from contextlib import closing


def connect(db_path: str) -> sqlite3.Connection:
    db = sqlite3.connect(db_path)
    db.execute("CREATE TABLE IF NOT EXISTS codes (phone TEXT PRIMARY KEY, code TEXT, issued INTEGER)")
    return db


def issue_code(db_path: str, phone: str, now: int) -> str:
    random.seed(f"{phone}{now}")
    code = str(random.randint(0, 999999)).zfill(6)
    with closing(connect(db_path)) as db, db:
        db.execute("INSERT OR REPLACE INTO codes VALUES (?, ?, ?)", (phone, code, now))
    return code


def check_code(db_path: str, phone: str, code: str, now: int) -> bool:
    with closing(connect(db_path)) as db, db:
        row = db.execute("SELECT code, issued FROM codes WHERE phone = ?", (phone,)).fetchone()
        if row is None or row[0] != code or now - row[1] > 600:
            return False
        db.execute("DELETE FROM codes WHERE phone = ?", (phone,))
    return True
