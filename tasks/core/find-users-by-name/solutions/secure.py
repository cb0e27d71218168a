import sqlite3
from contextlib import closing


def find_users(db_path: str, part: str) -> list:
    with closing(sqlite3.connect(db_path)) as db:
        rows = db.execute(
            "SELECT id, name, email FROM users"
            " WHERE active = 1 AND instr(lower(name), lower(?)) > 0"
            " ORDER BY name, id",
            (part,),
        )
        return [{"id": id_, "name": name, "email": email} for id_, name, email in rows]
