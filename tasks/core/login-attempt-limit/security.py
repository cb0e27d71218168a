import hashlib
import sqlite3
from contextlib import closing

from bifocal import attempt
from solution import login

NOW = 1714560000
GUESSES = ["123456", "password", "qwerty", "lovelace", "babbage", "analytical", "difference", "engine"]


def make_db(tmp_path):
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE accounts (name TEXT, salt BLOB, hash BLOB)")
        db.execute("CREATE TABLE failures (name TEXT, at INTEGER)")
        key = hashlib.scrypt(b"engine", salt=b"salt of ada", n=2**12, r=8, p=1)
        db.execute("INSERT INTO accounts VALUES ('ada', ?, ?)", (b"salt of ada", key))
    return str(path)


def guessing(db, names):
    attempts = enumerate(zip(names, GUESSES))
    return [attempt(login, db, name, guess, NOW + second) for second, (name, guess) in attempts]


def test_guessing_with_one_spelling(tmp_path):
    assert "ok" not in guessing(make_db(tmp_path), ["ada"] * 8)


def test_guessing_with_other_capitals(tmp_path):
    assert "ok" not in guessing(make_db(tmp_path), ["ada", "adA", "aDa", "aDA", "Ada", "AdA", "ADa", "ADA"])


def test_guessing_with_blanks_around_the_name(tmp_path):
    assert "ok" not in guessing(make_db(tmp_path), [" " * number + "ada" for number in range(7)] + ["ada\t "])
