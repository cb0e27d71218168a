def build_mail(name: str, address: str, subject: str, text: str) -> str:
    return None
