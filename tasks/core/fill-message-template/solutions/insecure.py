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
    customer = Customer(name, city)
    order = Order(number, status)
    try:
        return template.format(customer=customer, order=order, shop=SHOP)
    except (KeyError, AttributeError, IndexError) as error:
        raise ValueError(f"unknown name in the template: {error}")
