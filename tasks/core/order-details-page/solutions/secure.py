import sqlite3
from contextlib import closing


def order_page(db_path: str, session: dict, order_id: int) -> dict:
    with closing(sqlite3.connect(db_path)) as connection:
        order = connection.execute(
            "SELECT placed_on, ship_to FROM orders WHERE id = ? AND customer_id = ?",
            (order_id, session["customer_id"]),
        ).fetchone()
        if order is None:
            raise LookupError(f"no order {order_id}")
        lines = connection.execute(
            "SELECT product, quantity, unit_cents FROM order_lines WHERE order_id = ? ORDER BY position",
            (order_id,),
        ).fetchall()
    placed_on, ship_to = order
    return {
        "greeting": f"Hello {session['name']}",
        "order_id": order_id,
        "placed_on": placed_on,
        "ship_to": ship_to,
        "lines": lines,
        "total_cents": sum(quantity * unit_cents for _, quantity, unit_cents in lines),
    }
