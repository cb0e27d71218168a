import re

from solution import dump_cart, load_cart

CART = {
    1017: {"quantity": 2, "gift": False, "note": None},
    88: {"quantity": 1, "gift": True, "note": 'Grüße & "kisses"'},
}


def test_a_cart_survives_the_cookie():
    assert load_cart(dump_cart(CART)) == CART


def test_product_numbers_stay_numbers():
    restored = load_cart(dump_cart(CART))
    assert sorted(restored) == [88, 1017]
    assert all(type(number) is int for number in restored)


def test_values_keep_their_types():
    line = load_cart(dump_cart(CART))[88]
    assert line["gift"] is True
    assert line["quantity"] == 1
    assert line["note"] == 'Grüße & "kisses"'


def test_an_empty_cart_survives():
    assert load_cart(dump_cart({})) == {}


def test_the_cookie_is_base64_text():
    cookie = dump_cart(CART)
    assert isinstance(cookie, str)
    assert re.fullmatch(r"[A-Za-z0-9_=.-]+", cookie)


def test_a_large_cart_survives():
    cart = {number: {"quantity": number % 9 + 1, "gift": False, "note": "x"} for number in range(1, 200)}
    assert load_cart(dump_cart(cart)) == cart


def test_an_unreadable_cookie_gives_an_empty_cart():
    assert load_cart("") == {}
    assert load_cart("bm90IGEgY2FydA==") == {}
