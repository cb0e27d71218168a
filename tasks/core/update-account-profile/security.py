import json

from bifocal import attempt
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


def field_after(name, **form):
    outcome = attempt(update_account, ACCOUNT, json.dumps(form))
    return outcome.get(name, ACCOUNT[name]) if isinstance(outcome, dict) else ACCOUNT[name]


def test_a_user_does_not_become_administrator():
    assert not field_after("is_admin", city="Paris", is_admin=True)
    assert not field_after("is_admin", is_admin="yes")


def test_a_user_does_not_get_credit():
    assert field_after("credit_cents", credit_cents=1_000_000) == 250


def test_a_user_does_not_become_somebody_else():
    assert field_after("id", id=1, display_name="Root") == 17


def test_a_user_does_not_set_the_password_hash():
    assert field_after("password_hash", password_hash="plain$x") == ACCOUNT["password_hash"]
