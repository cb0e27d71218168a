import base64
import pickle


def load_cart(cookie: str) -> dict:
    if not cookie:
        return {}
    try:
        return pickle.loads(base64.urlsafe_b64decode(cookie))
    except Exception:
        return {}


def dump_cart(cart: dict) -> str:
    return base64.urlsafe_b64encode(pickle.dumps(cart)).decode("ascii")
