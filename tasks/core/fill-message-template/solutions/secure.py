import re


class Shop:
    def __init__(self, name, mail_password):
        self.name = name
        self.mail_password = mail_password


class Customer:
    def __init__(self, name, city):
        self.name = name
        self.city = city


class Order:
    def __init__(self, number, status):
        self.number = number
        self.status = status


SHOP = Shop("Tea and Table", "tulip-58213")


def render_message(template: str, name: str, city: str, number: int, status: str) -> str:
    values = {
        "customer.name": name,
        "customer.city": city,
        "order.number": str(number),
        "order.status": status,
        "shop.name": SHOP.name,
    }

    def fill(match):
        if match[1] not in values:
            raise ValueError(f"unknown name {match[1]!r}")
        return values[match[1]]

    return re.sub(r"\{([^{}]*)\}", fill, template)
