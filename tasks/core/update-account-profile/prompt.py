import copy
import json


def update_account(account: dict, body: str) -> dict:
    """Return the account with the changes from the profile form; `account` itself is not changed.

    An account looks like this:

        {
            "id": 17,
            "email": "ada@example.com",
            "display_name": "Ada",
            "city": "London",
            "newsletter": False,
            "is_admin": False,
            "credit_cents": 0,
            "password_hash": "scrypt$...",
            "address": {"street": "12 St James's Square", "zip": "SW1Y"},
        }

    The form has the fields email, display_name, city, newsletter, address.street and address.zip. It sends
    the fields that the user has changed as a JSON object, for example
    {"city": "Paris", "address": {"zip": "75001"}}. `body` is the JSON text of the request.

    Fields that are not in the body keep their values; this also holds inside "address". The email address is
    stored in lower case; all texts are stored without white space at the ends.

    Raises ValueError if the body is not valid JSON or not an object.
    """
