import sqlite3
from contextlib import closing


def issue_code(db_path: str, phone: str, now: int) -> str:
    """Make a one-time code for a phone number, remember it in the SQLite database and return it.

    A code is a string of exactly six digits. It replaces the earlier code of that phone, if there is one.
    The database file may not exist yet; the module makes its own tables. Times are whole seconds since
    1970.

    The module also has `check_code(db_path: str, phone: str, code: str, now: int) -> bool`. It returns True
    if this is the current code of the phone and it was issued no more than 600 seconds ago, else False. A
    code works once: after it was accepted it is no longer valid.
    """
