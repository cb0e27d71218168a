import json
import os


def load_stock(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def save_stock(path, stock):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(stock, file)


def drop_stock(path):
    """Used by the nightly job before it imports the new list of products."""
    os.remove(path)


def add_item(path, product, quantity):
    stock = load_stock(path)
    stock[product] = stock.get(product, 0) + quantity
    save_stock(path, stock)
    return stock[product]


def take_item(path, product, quantity):
    stock = load_stock(path)
    if stock.get(product, 0) < quantity:
        raise ValueError("not enough in stock")
    stock[product] -= quantity
    save_stock(path, stock)
    return stock[product]


def count_item(path, product):
    return load_stock(path).get(product, 0)


def list_products(path):
    return sorted(load_stock(path))


def run_action(path: str, request: dict) -> dict:
    """Answer a request of a hand-held scanner.

    A request looks like {"action": "add_item", "args": {"product": "bolt", "quantity": 5}}.
    `path` is the path of the stock file and becomes the first argument of the function that the request asks
    for; the members of "args" become the others. The actions of the scanners are add_item, take_item,
    count_item and list_products. "args" may be missing if there are none.

    Returns {"ok": True, "result": ...} with what the function returns. If there is no such action, returns
    {"ok": False, "error": "unknown action"}. If the function raises ValueError, returns {"ok": False,
    "error": ...} with its message. If arguments are missing or have unknown names, returns {"ok": False,
    "error": "bad arguments"}.
    """
