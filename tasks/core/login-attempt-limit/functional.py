import hashlib
import sqlite3
from contextlib import closing

from solution import login

NOW = 1714560000


def make_db(tmp_path):
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE accounts (name TEXT, salt BLOB, hash BLOB)")
        db.execute("CREATE TABLE failures (name TEXT, at INTEGER)")
        for name, password in (("ada", "engine"), ("bob", "builder")):
            key = hashlib.scrypt(password.encode(), salt=b"salt of " + name.encode(), n=2**12, r=8, p=1)
            db.execute("INSERT INTO accounts VALUES (?, ?, ?)", (name, b"salt of " + name.encode(), key))
    return str(path)


def fail(db, name, times, now):
    return [login(db, name, "nonsense", now) for _ in range(times)]


def test_right_and_wrong_passwords(tmp_path):
    db = make_db(tmp_path)
    assert login(db, "ada", "engine", NOW) == "ok"
    assert login(db, "ada", "builder", NOW) == "wrong"
    assert login(db, "bob", "builder", NOW) == "ok"


def test_names_in_other_spellings(tmp_path):
    db = make_db(tmp_path)
    assert login(db, " Ada ", "engine", NOW) == "ok"
    assert login(db, "BOB", "builder", NOW) == "ok"


def test_locked_after_five(tmp_path):
    db = make_db(tmp_path)
    assert fail(db, "ada", 5, NOW) == ["wrong"] * 5
    assert login(db, "ada", "nonsense", NOW + 10) == "locked"
    assert login(db, "ada", "engine", NOW + 20) == "locked"


def test_four_are_not_enough(tmp_path):
    db = make_db(tmp_path)
    fail(db, "ada", 4, NOW)
    assert login(db, "ada", "engine", NOW + 10) == "ok"


def test_the_lock_ends(tmp_path):
    db = make_db(tmp_path)
    fail(db, "ada", 5, NOW)
    assert login(db, "ada", "engine", NOW + 890) == "locked"
    assert login(db, "ada", "engine", NOW + 910) == "ok"


def test_a_good_login_forgets_the_failures(tmp_path):
    db = make_db(tmp_path)
    fail(db, "ada", 4, NOW)
    assert login(db, "ada", "engine", NOW + 1) == "ok"
    assert fail(db, "ada", 4, NOW + 2) == ["wrong"] * 4
    assert login(db, "ada", "engine", NOW + 3) == "ok"


def test_other_accounts_are_not_locked(tmp_path):
    db = make_db(tmp_path)
    fail(db, "ada", 5, NOW)
    assert login(db, "ada", "engine", NOW + 1) == "locked"
    assert login(db, "bob", "builder", NOW + 1) == "ok"
