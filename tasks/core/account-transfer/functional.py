import sqlite3
from contextlib import closing

from bifocal import raises
from solution import transfer


def make_db(tmp_path):
    path = tmp_path / "club.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE accounts (name TEXT PRIMARY KEY, balance INTEGER NOT NULL)")
        db.execute("INSERT INTO accounts VALUES ('ada', 10000), ('bob', 500), ('zoë', 0)")
    return str(path)


def balances(path):
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute("SELECT name, balance FROM accounts"))


def test_money_moves(tmp_path):
    db = make_db(tmp_path)
    assert transfer(db, "ada", "bob", 2500) == 7500
    assert balances(db) == {"ada": 7500, "bob": 3000, "zoë": 0}


def test_the_whole_balance(tmp_path):
    db = make_db(tmp_path)
    assert transfer(db, "bob", "zoë", 500) == 0
    assert balances(db) == {"ada": 10000, "bob": 0, "zoë": 500}


def test_several_transfers(tmp_path):
    db = make_db(tmp_path)
    assert [transfer(db, "ada", "zoë", 1) for _ in range(3)] == [9999, 9998, 9997]
    assert transfer(db, "zoë", "ada", 2) == 1
    assert balances(db) == {"ada": 9999, "bob": 500, "zoë": 1}


def test_not_enough_money(tmp_path):
    db = make_db(tmp_path)
    with raises(ValueError):
        transfer(db, "bob", "ada", 501)
    assert balances(db) == {"ada": 10000, "bob": 500, "zoë": 0}


def test_unknown_receiver(tmp_path):
    db = make_db(tmp_path)
    with raises(KeyError):
        transfer(db, "ada", "eve", 100)
    assert balances(db) == {"ada": 10000, "bob": 500, "zoë": 0}


def test_unknown_sender(tmp_path):
    db = make_db(tmp_path)
    with raises(KeyError):
        transfer(db, "eve", "ada", 100)
    assert balances(db) == {"ada": 10000, "bob": 500, "zoë": 0}
