import json
import os
import sqlite3


def get_invoice(data_dir: str, invoice_id: int) -> tuple[int, str]:
    """Return the HTTP status and the body of the response to an API request for an invoice.

    `data_dir` holds an SQLite database `invoices.db` with the table invoices (id INTEGER PRIMARY KEY,
    customer TEXT, total INTEGER) and a file `company.json`, {"name": "..."}, with the name that is printed
    on invoices. The customer portal shows the responses. The body is always a JSON object:

    - 200 and {"id": ..., "customer": ..., "total": ..., "company": ...} if the invoice exists,
    - 404 and {"error": "invoice not found"} if it does not exist,
    - 500 and an object with the key "error" (a string) if anything else goes wrong, such as a missing or
      damaged file. The function never raises an exception.
    """
