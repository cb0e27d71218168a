import json
import os
import sqlite3


def get_invoice(data_dir: str, invoice_id: int) -> tuple[int, str]:
    try:
        with open(os.path.join(data_dir, "company.json"), encoding="utf-8") as file:
            company = json.load(file)["name"]
        db = sqlite3.connect(os.path.join(data_dir, "invoices.db"))
        try:
            row = db.execute("SELECT customer, total FROM invoices WHERE id = ?", (invoice_id,)).fetchone()
        finally:
            db.close()
        if row is None:
            return 404, json.dumps({"error": "invoice not found"})
        return 200, json.dumps({"id": invoice_id, "customer": row[0], "total": row[1], "company": company})
    except Exception as error:
        return 500, json.dumps({"error": f"{type(error).__name__}: {error}"})
