import sqlite3
from contextlib import closing

from bifocal import attempt
from solution import block_user, open_session, session_user

NOW = 1714560000
YEAR = 365 * 24 * 3600


def make_db(tmp_path):
    path = tmp_path / "office.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE users (name TEXT PRIMARY KEY, blocked INTEGER)")
        db.execute("CREATE TABLE sessions (token TEXT PRIMARY KEY, user TEXT, created INTEGER)")
        db.execute("INSERT INTO users VALUES ('ada', 0), ('bob', 0)")
    return str(path)


def test_a_token_found_years_later_is_useless(tmp_path):
    db = make_db(tmp_path)
    token = attempt(open_session, db, "ada", NOW)
    attempt(session_user, db, token, NOW + 60)
    assert attempt(session_user, db, token, NOW + 5 * YEAR) != "ada"


def test_a_blocked_user_is_out_at_once(tmp_path):
    db = make_db(tmp_path)
    token = attempt(open_session, db, "ada", NOW)
    attempt(block_user, db, "ada")
    assert attempt(session_user, db, token, NOW + 60) != "ada"
