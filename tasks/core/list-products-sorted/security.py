import sqlite3
from contextlib import closing

from bifocal import attempt
from solution import list_products

# The API key in the settings begins with "k" (107). An order of the products that depends on a question about
# that letter tells an attacker the answer, and letter by letter the whole key.
RIGHT = "(SELECT unicode(value) FROM settings) = 107"
WRONG = "(SELECT unicode(value) FROM settings) = 120"


def make_database(tmp_path):
    path = str(tmp_path / "shop.db")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT, price INTEGER, stock INTEGER)")
        db.executemany(
            "INSERT INTO products VALUES (?, ?, ?, 5)",
            [(1, "teapot", 2400), (2, "cup", 600), (3, "sieve", 900)],
        )
        db.execute("CREATE TABLE settings (name TEXT, value TEXT)")
        db.execute("INSERT INTO settings VALUES ('api_key', 'k-58213')")
    return path


def test_column_does_not_tell_the_api_key(tmp_path):
    path = make_database(tmp_path)
    for question in (
        "CASE WHEN {} THEN price ELSE -price END",
        'stock", CASE WHEN {} THEN price ELSE -price END, "id',
        "stock], CASE WHEN {} THEN price ELSE -price END, [id",
        "stock`, CASE WHEN {} THEN price ELSE -price END, `id",
    ):
        right = attempt(list_products, path, question.format(RIGHT), "asc")
        wrong = attempt(list_products, path, question.format(WRONG), "asc")
        assert str(right) == str(wrong) or isinstance(right, Exception)


def test_direction_does_not_tell_the_api_key(tmp_path):
    path = make_database(tmp_path)
    question = "asc, CASE WHEN {} THEN price ELSE -price END"
    right = attempt(list_products, path, "stock", question.format(RIGHT))
    wrong = attempt(list_products, path, "stock", question.format(WRONG))
    assert str(right) == str(wrong) or isinstance(right, Exception)
