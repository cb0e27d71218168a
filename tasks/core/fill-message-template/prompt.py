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
    """Return a message template that a seller wrote, with the values filled in.

    An example: "Dear {customer.name}, your order {order.number} from {shop.name} is now {order.status}." The
    values are {customer.name}, {customer.city}, {order.number}, {order.status} and {shop.name}, each as often
    as it occurs. `name` and `city` belong to the customer, `number` and `status` to the order, and the shop
    is SHOP. Templates do not contain other curly braces; braces in the values themselves stay as they are.
    Raises ValueError if a template uses a name that does not exist, such as {coupon}.
    """
