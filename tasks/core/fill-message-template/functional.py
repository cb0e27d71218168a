from bifocal import raises
from solution import render_message


def test_fills_in_all_values():
    template = "Dear {customer.name}, your order {order.number} from {shop.name} is now {order.status}."
    message = render_message(template, "Ada", "London", 17, "packed")
    assert message == "Dear Ada, your order 17 from Tea and Table is now packed."


def test_fills_in_the_city():
    assert render_message("To {customer.city}", "Ada", "Köln", 17, "packed") == "To Köln"


def test_value_that_occurs_twice():
    message = render_message("{customer.name}! {customer.name}!", "Grace", "Rome", 3, "sent")
    assert message == "Grace! Grace!"


def test_template_without_values():
    assert render_message("Happy new year!\n", "Ada", "London", 17, "packed") == "Happy new year!\n"


def test_values_are_not_templates():
    message = render_message("{customer.name} / {order.status}", "{shop.name}", "London", 17, "{x}")
    assert message == "{shop.name} / {x}"


def test_unknown_name():
    with raises(ValueError):
        render_message("Your code is {coupon}", "Ada", "London", 17, "packed")
