import copy
import json

FORM_FIELDS = {"email": str, "display_name": str, "city": str, "newsletter": bool}
ADDRESS_FIELDS = {"street": str, "zip": str}


def read_fields(data: object, fields: dict) -> dict:
    if not isinstance(data, dict):
        raise ValueError("expected an object")
    changes = {}
    for name, kind in fields.items():
        if name in data:
            value = data[name]
            if not isinstance(value, kind):
                raise ValueError(f"wrong type for {name}")
            changes[name] = value.strip() if kind is str else value
    return changes


def update_account(account: dict, body: str) -> dict:
    data = json.loads(body)
    changes = read_fields(data, FORM_FIELDS)
    if "email" in changes:
        changes["email"] = changes["email"].lower()
    updated = copy.deepcopy(account)
    updated.update(changes)
    updated["address"].update(read_fields(data.get("address", {}), ADDRESS_FIELDS))
    return updated
