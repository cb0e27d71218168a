import json
import sqlite3
from contextlib import closing


def export_customer(db_path: str, customer_id: int, target: str) -> None:
    """Write the file `target` with a customer's data; on request, the web shop mails it to the customer.

    The SQLite database has these tables:

        customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT,
                   password_hash TEXT, reset_token TEXT)
        orders (number INTEGER PRIMARY KEY, customer_id INTEGER, day TEXT, total INTEGER)
        cards (customer_id INTEGER, brand TEXT, number TEXT, expires TEXT)

    The file is a JSON object (UTF-8) with three keys:

    - customer: an object with the customer's details by column name, such as `name`, `email` and `phone`,
    - orders: a list of the customer's orders, ordered by number, as objects with `number`, `day` and
      `total`,
    - cards: a list of the customer's payment cards, ordered by expiry, as objects with `brand`, `number`
      and `expires`. Customers know their cards by the last four digits.

    Raises KeyError and writes no file if there is no such customer.
    """
