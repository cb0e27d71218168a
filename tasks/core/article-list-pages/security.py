import sqlite3
from contextlib import closing

from bifocal import attempt
from solution import list_articles

COUNT = 20000


def items_sent(tmp_path, query):
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT)")
        db.executemany("INSERT INTO articles VALUES (?, ?)", [(n, f"news {n}") for n in range(1, COUNT + 1)])
    outcome = attempt(list_articles, str(path), query)
    return len(outcome["items"]) if isinstance(outcome, dict) else 0


def test_one_request_does_not_load_everything(tmp_path):
    assert items_sent(tmp_path, "page=1&per_page=1000000") < COUNT / 2


def test_a_negative_size_does_not_load_everything(tmp_path):
    assert items_sent(tmp_path, "page=1&per_page=-1") < COUNT / 2
