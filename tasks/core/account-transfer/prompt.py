import sqlite3
from contextlib import closing


def transfer(db_path: str, sender: str, receiver: str, amount: int) -> int:
    """Move an amount (cents) from one member of a savings club to another, return the sender's new balance.

    The SQLite database has the table accounts (name TEXT PRIMARY KEY, balance INTEGER NOT NULL), with
    balances in cents. Members start transfers themselves, with a form on the web page of the club. The
    whole balance may be sent.

    Raises KeyError if one of the two accounts does not exist and ValueError if the sender does not have
    enough money. In both cases no balance changes.
    """
