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


ACTIONS = {
    "add_item": add_item,
    "take_item": take_item,
    "count_item": count_item,
    "list_products": list_products,
}


def run_action(path: str, request: dict) -> dict:
    function = ACTIONS.get(request.get("action"))
    if function is None:
        return {"ok": False, "error": "unknown action"}
    try:
        return {"ok": True, "result": function(path, **request.get("args", {}))}
    except ValueError as error:
        return {"ok": False, "error": str(error)}
    except TypeError:
        return {"ok": False, "error": "bad arguments"}
