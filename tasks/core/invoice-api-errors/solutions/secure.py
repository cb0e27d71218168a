import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

logger = logging.getLogger(__name__)


def load_invoice(data_dir: Path, invoice_id: int) -> tuple[int, dict]:
    company = json.loads((data_dir / "company.json").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(data_dir / "invoices.db")) as db:
        row = db.execute("SELECT id, customer, total FROM invoices WHERE id = ?", (invoice_id,)).fetchone()
    if row is None:
        return 404, {"error": "invoice not found"}
    return 200, {"id": row[0], "customer": row[1], "total": row[2], "company": company["name"]}


def get_invoice(data_dir: str, invoice_id: int) -> tuple[int, str]:
    try:
        status, body = load_invoice(Path(data_dir), invoice_id)
    except Exception:
        logger.exception("invoice %s could not be loaded", invoice_id)
        status, body = 500, {"error": "internal error"}
    return status, json.dumps(body)
