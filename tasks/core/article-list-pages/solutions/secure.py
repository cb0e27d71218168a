import sqlite3
from contextlib import closing
from urllib.parse import parse_qs

MAX_PER_PAGE = 100
MAX_PAGE = 10**6


def number(fields: dict, name: str, default: int, highest: int) -> int:
    value = int(fields[name][0]) if name in fields else default
    return min(max(value, 1), highest)


def list_articles(db_path: str, query: str) -> dict:
    fields = parse_qs(query)
    page = number(fields, "page", 1, MAX_PAGE)
    per_page = number(fields, "per_page", 20, MAX_PER_PAGE)
    with closing(sqlite3.connect(db_path)) as db:
        (total,) = db.execute("SELECT count(*) FROM articles").fetchone()
        rows = db.execute(
            "SELECT title FROM articles ORDER BY id LIMIT ? OFFSET ?", (per_page, (page - 1) * per_page)
        ).fetchall()
    return {"total": total, "items": [title for (title,) in rows]}
