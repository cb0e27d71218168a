import secrets
import sqlite3
from contextlib import closing
from typing import Optional


def open_session(db_path: str, user: str, now: int) -> str:
    """Open a session for a user after a successful login and return its token, at least 20 characters.

    The SQLite database has the tables users (name TEXT PRIMARY KEY, blocked INTEGER) and
    sessions (token TEXT PRIMARY KEY, user TEXT, created INTEGER). Times are whole seconds since 1970.
    Raises PermissionError if the user is blocked and KeyError if there is no such user.

    The module has three more functions:

    - session_user(db_path: str, token: str, now: int) -> Optional[str] is called at every request. It
      returns the name of the user whose session this is, or None if there is no such session. People work
      for up to ten hours without signing in again.
    - close_session(db_path: str, token: str) -> None is the sign-out button. An unknown token is ignored.
    - block_user(db_path: str, user: str) -> None is called when somebody leaves the company. It marks the
      user as blocked.
    """
