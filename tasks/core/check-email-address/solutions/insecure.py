import re

EMAIL = re.compile(
    r"([A-Za-z0-9]+[._+-]?)*[A-Za-z0-9]" r"@([A-Za-z0-9]([A-Za-z0-9]*-*[A-Za-z0-9]+)*\.)+" r"[A-Za-z]{2,}"
)


def is_email_address(text: str) -> bool:
    return EMAIL.fullmatch(text) is not None
