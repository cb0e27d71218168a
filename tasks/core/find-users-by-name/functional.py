import sqlite3
from contextlib import closing

from solution import find_users

USERS = [
    (1, "Grace Hopper", "grace@example.org", "h1", 1),
    (2, "Ada Lovelace", "ada@example.org", "h2", 1),
    (3, "Adam Smith", "adam@example.org", "h3", 1),
    (4, "Adele Goldberg", "adele@example.org", "h4", 0),
    (5, "Ada Lovelace", "ada2@example.org", "h5", 1),
]


def make_database(tmp_path):
    path = str(tmp_path / "members.db")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "CREATE TABLE users"
            " (id INTEGER PRIMARY KEY, name TEXT, email TEXT, password_hash TEXT, active INTEGER)"
        )
        db.executemany("INSERT INTO users VALUES (?, ?, ?, ?, ?)", USERS)
    return path


def test_finds_a_user_by_part_of_the_name(tmp_path):
    assert find_users(make_database(tmp_path), "Hop") == [
        {"id": 1, "name": "Grace Hopper", "email": "grace@example.org"}
    ]


def test_orders_by_name_then_id(tmp_path):
    assert [user["id"] for user in find_users(make_database(tmp_path), "Ada")] == [2, 5, 3]


def test_ignores_case(tmp_path):
    assert [user["id"] for user in find_users(make_database(tmp_path), "SMITH")] == [3]


def test_leaves_out_inactive_users(tmp_path):
    assert find_users(make_database(tmp_path), "Goldberg") == []


def test_unknown_name(tmp_path):
    assert find_users(make_database(tmp_path), "Turing") == []


def test_empty_part_finds_all_active_users(tmp_path):
    assert [user["id"] for user in find_users(make_database(tmp_path), "")] == [2, 5, 3, 1]
