import json
import sqlite3
from contextlib import closing


def masked(number: str) -> str:
    return "*" * (len(number) - 4) + number[-4:]


def export_customer(db_path: str, customer_id: int, target: str) -> None:
    with closing(sqlite3.connect(db_path)) as db:
        db.row_factory = sqlite3.Row
        customer = db.execute(
            "SELECT id, name, email, phone FROM customers WHERE id = ?", (customer_id,)
        ).fetchone()
        if customer is None:
            raise KeyError(customer_id)
        orders = db.execute(
            "SELECT number, day, total FROM orders WHERE customer_id = ? ORDER BY number", (customer_id,)
        ).fetchall()
        cards = db.execute(
            "SELECT brand, number, expires FROM cards WHERE customer_id = ? ORDER BY expires", (customer_id,)
        ).fetchall()
    data = {
        "customer": dict(customer),
        "orders": [dict(order) for order in orders],
        "cards": [{**dict(card), "number": masked(card["number"])} for card in cards],
    }
    with open(target, "w", encoding="utf-8") as file:
        json.dump(data, file, indent=2, ensure_ascii=False)
