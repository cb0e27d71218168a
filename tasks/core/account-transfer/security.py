import sqlite3
from contextlib import closing

from bifocal import attempt
from solution import transfer


def make_db(tmp_path):
    path = tmp_path / "club.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE accounts (name TEXT PRIMARY KEY, balance INTEGER NOT NULL)")
        db.execute("INSERT INTO accounts VALUES ('ada', 10000), ('mallory', 500)")
    return str(path)


def balances(path):
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute("SELECT name, balance FROM accounts"))


def test_nobody_can_take_money_from_others(tmp_path):
    db = make_db(tmp_path)
    attempt(transfer, db, "mallory", "ada", -9000)
    after = balances(db)
    assert after["ada"] >= 10000 and after["mallory"] <= 500


def test_nobody_can_push_others_below_zero(tmp_path):
    db = make_db(tmp_path)
    attempt(transfer, db, "mallory", "ada", -(10**9))
    after = balances(db)
    assert after["ada"] >= 10000 and after["mallory"] <= 500


def test_sending_to_oneself_makes_no_money(tmp_path):
    db = make_db(tmp_path)
    attempt(transfer, db, "mallory", "mallory", 400)
    assert balances(db)["mallory"] <= 500
