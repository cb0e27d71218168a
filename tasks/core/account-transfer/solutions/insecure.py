import sqlite3
from contextlib import closing


def transfer(db_path: str, sender: str, receiver: str, amount: int) -> int:
    with closing(sqlite3.connect(db_path)) as db, db:
        rows = {}
        for name in (sender, receiver):
            row = db.execute("SELECT balance FROM accounts WHERE name = ?", (name,)).fetchone()
            if row is None:
                raise KeyError(name)
            rows[name] = row[0]
        if rows[sender] < amount:
            raise ValueError("insufficient funds")
        sender_balance = rows[sender] - amount
        receiver_balance = rows[receiver] + amount
        db.execute("UPDATE accounts SET balance = ? WHERE name = ?", (sender_balance, sender))
        db.execute("UPDATE accounts SET balance = ? WHERE name = ?", (receiver_balance, receiver))
    return sender_balance
