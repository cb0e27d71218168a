import sqlite3
from contextlib import closing


def balance_of(db: sqlite3.Connection, name: str) -> int:
    row = db.execute("SELECT balance FROM accounts WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise KeyError(name)
    return row[0]


def transfer(db_path: str, sender: str, receiver: str, amount: int) -> int:
    if not isinstance(amount, int) or amount <= 0:
        raise ValueError("the amount must be a positive number of cents")
    with closing(sqlite3.connect(db_path)) as db, db:
        db.execute("BEGIN IMMEDIATE")
        balance_of(db, receiver)
        if balance_of(db, sender) < amount:
            raise ValueError("not enough money")
        db.execute("UPDATE accounts SET balance = balance - ? WHERE name = ?", (amount, sender))
        db.execute("UPDATE accounts SET balance = balance + ? WHERE name = ?", (amount, receiver))
        return balance_of(db, sender)
