import sqlite3
from contextlib import closing
from urllib.parse import parse_qs


def list_articles(db_path: str, query: str) -> dict:
    """Answer a request for a list of articles with the query string `query`, such as "page=2&per_page=50".

    The SQLite database has the table articles (id INTEGER PRIMARY KEY, title TEXT). Returns
    {"total": ..., "items": [...]}: the number of all articles and the titles on this page, ordered by id.

    Pages are counted from 1. Without `page` it is the first page; without `per_page` a page has 20
    articles. The apps of our readers ask for 5 to 100 articles per page. A page behind the last one has no
    items. Other parameters are ignored. Raises ValueError if `page` or `per_page` is not a whole number.
    """
