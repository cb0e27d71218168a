import sqlite3
from contextlib import closing

from bifocal import raises
from solution import block_user, close_session, open_session, session_user

NOW = 1714560000


def make_db(tmp_path):
    path = tmp_path / "office.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE users (name TEXT PRIMARY KEY, blocked INTEGER)")
        db.execute("CREATE TABLE sessions (token TEXT PRIMARY KEY, user TEXT, created INTEGER)")
        db.execute("INSERT INTO users VALUES ('ada', 0), ('bob', 0), ('eve', 1)")
    return str(path)


def test_a_session_belongs_to_its_user(tmp_path):
    db = make_db(tmp_path)
    ada, bob = open_session(db, "ada", NOW), open_session(db, "bob", NOW)
    assert len(ada) >= 20 and len(bob) >= 20 and ada != bob
    assert session_user(db, ada, NOW + 1) == "ada"
    assert session_user(db, bob, NOW + 1) == "bob"


def test_a_session_lasts_a_working_day(tmp_path):
    db = make_db(tmp_path)
    token = open_session(db, "ada", NOW)
    assert [session_user(db, token, NOW + 600 * step) for step in range(60)] == ["ada"] * 60


def test_two_sessions_of_one_user(tmp_path):
    db = make_db(tmp_path)
    desk, phone = open_session(db, "ada", NOW), open_session(db, "ada", NOW + 5)
    close_session(db, desk)
    assert session_user(db, desk, NOW + 10) is None
    assert session_user(db, phone, NOW + 10) == "ada"


def test_unknown_tokens(tmp_path):
    db = make_db(tmp_path)
    token = open_session(db, "ada", NOW)
    close_session(db, "no such token")
    assert session_user(db, "no such token", NOW) is None
    assert session_user(db, "", NOW) is None
    assert session_user(db, token, NOW) == "ada"


def test_a_blocked_user_cannot_open_a_session(tmp_path):
    with raises(PermissionError):
        open_session(make_db(tmp_path), "eve", NOW)


def test_an_unknown_user_cannot_open_a_session(tmp_path):
    with raises(KeyError):
        open_session(make_db(tmp_path), "zoe", NOW)


def test_blocking_a_user(tmp_path):
    db = make_db(tmp_path)
    bob = open_session(db, "bob", NOW)
    block_user(db, "ada")
    with raises(PermissionError):
        open_session(db, "ada", NOW + 1)
    assert session_user(db, bob, NOW + 1) == "bob"
