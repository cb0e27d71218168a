import sqlite3
from contextlib import closing
from urllib.parse import parse_qs


def list_articles(db_path: str, query: str) -> dict:
    params = parse_qs(query)
    page = int(params.get("page", ["1"])[0])
    per_page = int(params.get("per_page", ["20"])[0])
    offset = (page - 1) * per_page
    with closing(sqlite3.connect(db_path)) as db:
        total = db.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
        rows = db.execute("SELECT title FROM articles ORDER BY id LIMIT ? OFFSET ?", (per_page, offset))
        return {"total": total, "items": [row[0] for row in rows]}
