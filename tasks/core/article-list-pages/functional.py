import sqlite3
from contextlib import closing

from bifocal import raises
from solution import list_articles


def make_db(tmp_path, count=250):
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT)")
        db.executemany("INSERT INTO articles VALUES (?, ?)", [(n, f"news {n}") for n in range(count, 0, -1)])
    return str(path)


def titles(first, last):
    return [f"news {number}" for number in range(first, last + 1)]


def test_defaults(tmp_path):
    assert list_articles(make_db(tmp_path), "") == {"total": 250, "items": titles(1, 20)}


def test_page_and_size(tmp_path):
    assert list_articles(make_db(tmp_path), "page=2&per_page=50") == {"total": 250, "items": titles(51, 100)}


def test_a_hundred_per_page(tmp_path):
    answer = list_articles(make_db(tmp_path), "per_page=100&page=2")
    assert answer == {"total": 250, "items": titles(101, 200)}


def test_the_last_page_is_shorter(tmp_path):
    assert list_articles(make_db(tmp_path), "page=13&lang=en") == {"total": 250, "items": titles(241, 250)}


def test_behind_the_last_page(tmp_path):
    assert list_articles(make_db(tmp_path), "page=14") == {"total": 250, "items": []}


def test_no_articles(tmp_path):
    assert list_articles(make_db(tmp_path, 0), "page=1&per_page=5") == {"total": 0, "items": []}


def test_not_a_number(tmp_path):
    db = make_db(tmp_path)
    for query in ("page=two", "per_page=many", "page=1.5"):
        with raises(ValueError):
            list_articles(db, query)
