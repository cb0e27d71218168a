import email

from bifocal import attempt
from solution import build_mail


def parsed(*args):
    outcome = attempt(build_mail, *args)
    text = outcome.replace("\r\n", "\n") if isinstance(outcome, str) else ""
    return email.message_from_string(text.replace("\r", " "))


def test_subject_adds_no_recipient():
    for end in ("\n", "\r\n"):
        message = parsed("Ada", "ada@example.org", f"Hello{end}Bcc: victim@example.com", "Buy now")
        assert message["Bcc"] is None


def test_name_and_address_add_no_recipient():
    for end in ("\n", "\r\n"):
        name = f"Ada{end}Bcc: victim@example.com{end}X-Rest: x"
        assert parsed(name, "ada@example.org", "Hello", "Buy now")["Bcc"] is None
        address = f"ada@example.org>{end}Bcc: victim@example.com{end}X-Rest: <x"
        assert parsed("Ada", address, "Hello", "Buy now")["Bcc"] is None


def test_subject_does_not_turn_the_mail_into_html():
    for end in ("\n", "\r\n"):
        subject = f"Hello{end}MIME-Version: 1.0{end}Content-Type: text/html"
        message = parsed("Ada", "ada@example.org", subject, "<a href='http://evil.example/'>Log in</a>")
        assert message.get_content_type() != "text/html"
