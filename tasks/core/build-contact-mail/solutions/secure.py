from email.headerregistry import Address
from email.message import EmailMessage


def build_mail(name: str, address: str, subject: str, text: str) -> str:
    message = EmailMessage()
    message["From"] = "website@example.org"
    message["To"] = "office@example.org"
    message["Reply-To"] = Address(display_name=name, addr_spec=address)
    message["Subject"] = f"[Contact] {subject}"
    message.set_content(text)
    return message.as_string()
