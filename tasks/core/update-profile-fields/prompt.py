import sqlite3


def update_profile(db_path: str, user_id: int, changes: dict) -> dict:
    """Write the fields that a user edited on the profile page (display name, e-mail address, city).

    `db_path` is a SQLite database file with the table
        users(id INTEGER PRIMARY KEY, display_name TEXT, email TEXT, city TEXT, role TEXT)
    where `role` ("member" or "admin") says who may open the moderation pages. `changes` is the JSON object
    that the page sent, decoded: column names with their new values, as in {"email": "ada@example.org",
    "city": "London"}. Fields that are not in it keep their value; it may be empty. Returns the profile as it
    is stored afterwards, with the keys "id", "display_name", "email" and "city".
    Raises LookupError if there is no user `user_id`.
    """
