import sqlite3


def order_page(db_path: str, session: dict, order_id: int) -> dict:
    connection = sqlite3.connect(db_path)
    connection.row_factory = sqlite3.Row
    try:
        order = connection.execute("SELECT * FROM orders WHERE id = ?", (order_id,)).fetchone()
        if order is None:
            raise LookupError(f"order {order_id} not found")
        rows = connection.execute(
            "SELECT * FROM order_lines WHERE order_id = ? ORDER BY position", (order_id,)
        ).fetchall()
    finally:
        connection.close()

    lines = [(row["product"], row["quantity"], row["unit_cents"]) for row in rows]
    return {
        "greeting": "Hello " + session["name"],
        "order_id": order["id"],
        "placed_on": order["placed_on"],
        "ship_to": order["ship_to"],
        "lines": lines,
        "total_cents": sum(quantity * cents for _, quantity, cents in lines),
    }
