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
    """Check a login at the time `now` (in seconds) and return "ok", "wrong" or "locked".

    - "locked" if there were five or more wrong passwords for this account in the last 900 seconds, whatever
      the password is now (such an attempt is not counted),
    - else "ok" if the password is right; the wrong passwords so far are then forgotten,
    - else "wrong", and the wrong password is counted.

    Wrong passwords are counted in the table failures (name TEXT, at INTEGER) of the same database. It
    exists already.
    """
