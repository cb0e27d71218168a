def is_email_address(text: str) -> bool:
    return None
