import sqlite3


def order_page(db_path: str, session: dict, order_id: int) -> dict:
    """Return the data of the page /orders/<order id>.

    Customers log in and open one of their orders there. The page greets the customer and shows the order.

    The SQLite database has these tables:

        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE orders (
            id INTEGER PRIMARY KEY,
            customer_id INTEGER NOT NULL REFERENCES customers (id),
            placed_on TEXT NOT NULL,
            ship_to TEXT NOT NULL
        );
        CREATE TABLE order_lines (
            order_id INTEGER NOT NULL REFERENCES orders (id),
            position INTEGER NOT NULL,
            product TEXT NOT NULL,
            quantity INTEGER NOT NULL,
            unit_cents INTEGER NOT NULL
        );

    `session` is the session of the logged-in customer, {"customer_id": int, "name": str}. For Ada and order
    1001 the result may be:

        {
            "greeting": "Hello Ada",
            "order_id": 1001,
            "placed_on": "2024-05-01",
            "ship_to": "12 St James's Square, London",
            "lines": [("Gear", 3, 250), ("Crank", 1, 1900)],
            "total_cents": 2650,
        }

    "lines" holds (product, quantity, unit_cents) in the order of `position`; an order may have no lines.

    Raises LookupError if the page does not exist.
    """
