import json

from bifocal import raises
from solution import update_account

ACCOUNT = {
    "id": 17,
    "email": "ada@example.com",
    "display_name": "Ada",
    "city": "London",
    "newsletter": False,
    "is_admin": False,
    "credit_cents": 250,
    "password_hash": "scrypt$16384$8$1$c2FsdA==$aGFzaA==",
    "address": {"street": "12 St James's Square", "zip": "SW1Y"},
}


def changed(**fields):
    return {**ACCOUNT, **fields}


def test_one_field():
    assert update_account(ACCOUNT, '{"city": "Paris"}') == changed(city="Paris")


def test_several_fields():
    body = json.dumps({"display_name": "Ada Löwe", "newsletter": True, "city": ""})
    assert update_account(ACCOUNT, body) == changed(display_name="Ada Löwe", newsletter=True, city="")


def test_a_part_of_the_address():
    expected = changed(address={"street": "12 St James's Square", "zip": "75001"})
    assert update_account(ACCOUNT, '{"address": {"zip": " 75001"}}') == expected


def test_texts_are_tidied():
    body = '{"email": "  Ada.L@Example.COM ", "display_name": "\\tAda L "}'
    assert update_account(ACCOUNT, body) == changed(email="ada.l@example.com", display_name="Ada L")


def test_nothing_changed():
    assert update_account(ACCOUNT, "{}") == ACCOUNT


def test_an_administrator_stays_one():
    admin = changed(is_admin=True)
    assert update_account(admin, '{"city": "Turin"}') == {**admin, "city": "Turin"}


def test_bad_bodies():
    for body in ("", "city=Paris", "[]", '"Paris"', "null", '{"city": '):
        with raises(ValueError):
            update_account(ACCOUNT, body)
