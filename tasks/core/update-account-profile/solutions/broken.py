import copy


def update_account(account: dict, body: str) -> dict:
    return None
