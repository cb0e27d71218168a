import base64
import json


def load_cart(cookie: str) -> dict:
    try:
        entries = json.loads(base64.urlsafe_b64decode(cookie))
        return {
            int(number): {
                "quantity": int(line["quantity"]),
                "gift": bool(line["gift"]),
                "note": None if line["note"] is None else str(line["note"]),
            }
            for number, line in entries.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def dump_cart(cart: dict) -> str:
    data = json.dumps(cart, separators=(",", ":"))
    return base64.urlsafe_b64encode(data.encode("utf-8")).decode("ascii")
