import base64


def load_cart(cookie: str) -> dict:
    """Return the shopping cart that `dump_cart` put into the text of the cookie.

    A cart maps product numbers (int) to a dict with the keys "quantity" (int), "gift" (bool) and "note"
    (str or None), for example {1017: {"quantity": 2, "gift": False, "note": None}}.

    The counterpart `dump_cart(cart: dict) -> str`, defined below this function, returns the text of the
    cookie: the cart, serialised and then encoded as URL-safe base64. `load_cart(dump_cart(cart))` is equal to
    `cart`.

    A cookie that is empty or cannot be read gives an empty cart, {}.
    """
