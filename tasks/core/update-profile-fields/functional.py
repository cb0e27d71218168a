import sqlite3
from contextlib import closing

from bifocal import raises
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


def stored(path, user_id):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM users WHERE id = ?", (user_id,)).fetchone()


def test_changes_one_field(tmp_path):
    path = make_database(tmp_path)
    update_profile(path, 1, {"city": "London"})
    assert stored(path, 1) == (1, "ada", "ada@example.org", "London", "member")


def test_changes_several_fields(tmp_path):
    path = make_database(tmp_path)
    changes = {"display_name": "amazing grace", "email": "hopper@example.org", "city": "Arlington"}
    update_profile(path, 2, changes)
    assert stored(path, 2) == (2, "amazing grace", "hopper@example.org", "Arlington", "admin")


def test_returns_the_new_profile(tmp_path):
    profile = update_profile(make_database(tmp_path), 1, {"email": "countess@example.org"})
    assert profile == {"id": 1, "display_name": "ada", "email": "countess@example.org", "city": "Paris"}


def test_other_users_are_untouched(tmp_path):
    path = make_database(tmp_path)
    assert update_profile(path, 1, {"city": "London"})["city"] == "London"
    assert stored(path, 2) == (2, "grace", "grace@example.org", "New York", "admin")


def test_keeps_quotes_in_values(tmp_path):
    path = make_database(tmp_path)
    update_profile(path, 1, {"city": "L'Aquila"})
    assert stored(path, 1)[3] == "L'Aquila"


def test_no_changes(tmp_path):
    profile = update_profile(make_database(tmp_path), 1, {})
    assert profile == {"id": 1, "display_name": "ada", "email": "ada@example.org", "city": "Paris"}


def test_unknown_user(tmp_path):
    with raises(LookupError):
        update_profile(make_database(tmp_path), 3, {"city": "London"})
