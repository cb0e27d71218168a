import sqlite3
from contextlib import closing

from bifocal import attempt
from solution import find_users


def make_database(tmp_path):
    path = str(tmp_path / "members.db")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "CREATE TABLE users"
            " (id INTEGER PRIMARY KEY, name TEXT, email TEXT, password_hash TEXT, active INTEGER)"
        )
        db.execute("INSERT INTO users VALUES (1, 'Ada Lovelace', 'ada@example.org', 'SECRET-HASH', 1)")
        db.execute("INSERT INTO users VALUES (2, 'Grace Hopper', 'grace@example.org', 'OTHER-HASH', 0)")
    return path


def test_password_hashes_stay_private(tmp_path):
    path = make_database(tmp_path)
    for close in ("'", "')", "'))"):
        for columns in ("id, password_hash, email", "id, password_hash, email, email, id"):
            outcome = attempt(find_users, path, f"zzz{close} UNION SELECT {columns} FROM users --")
            assert "SECRET-HASH" not in str(outcome)


def test_inactive_users_stay_hidden(tmp_path):
    path = make_database(tmp_path)
    for close in ("'", "')", "'))"):
        outcome = attempt(find_users, path, f"zzz{close} OR active = 0 --")
        assert "grace@example.org" not in str(outcome)
