import sqlite3
from contextlib import closing

from bifocal import attempt
from solution import update_profile


def make_database(tmp_path):
    path = str(tmp_path / "forum.db")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "CREATE TABLE users (id INTEGER PRIMARY KEY, display_name TEXT, email TEXT, city TEXT, role TEXT)"
        )
        db.execute("INSERT INTO users VALUES (1, 'ada', 'ada@example.org', 'Paris', 'member')")
        db.execute("INSERT INTO users VALUES (2, 'grace', 'grace@example.org', 'New York', 'admin')")
    return path


def stored(path, column, user_id):
    with closing(sqlite3.connect(path)) as db:
        return db.execute(f"SELECT {column} FROM users WHERE id = ?", (user_id,)).fetchone()[0]


def test_expressions_do_not_make_an_admin(tmp_path):
    path = make_database(tmp_path)
    for changes in (
        {"role = 'admin', city": "London"},
        {"role\" = 'admin', \"city": "London"},
        {"city": "London', role = 'admin"},
    ):
        attempt(update_profile, path, 1, changes)
        assert stored(path, "role", 1) == "member"


def test_the_profile_of_another_user_is_untouched(tmp_path):
    path = make_database(tmp_path)
    for key in (
        "email = ? WHERE id = 2 AND ? IS NOT NULL --",
        'email" = ? WHERE id = 2 AND ? IS NOT NULL --',
    ):
        attempt(update_profile, path, 1, {key: "thief@example.org"})
        assert stored(path, "email", 2) == "grace@example.org"


def test_nobody_makes_himself_an_admin(tmp_path):
    path = make_database(tmp_path)
    attempt(update_profile, path, 1, {"role": "admin"})
    assert stored(path, "role", 1) == "member"
