import email
import email.policy
from email.utils import getaddresses

from solution import build_mail


def mail(*args):
    return email.message_from_string(build_mail(*args), policy=email.policy.default)


def test_sender_and_recipient():
    message = mail("Ada Lovelace", "ada@example.org", "Hello", "Hi")
    assert message["From"] == "website@example.org"
    assert message["To"] == "office@example.org"


def test_reply_to():
    message = mail("Ada Lovelace", "ada@example.org", "Hello", "Hi")
    assert getaddresses([str(message["Reply-To"])]) == [("Ada Lovelace", "ada@example.org")]


def test_subject():
    message = mail("Ada", "ada@example.org", "Price of tea: 5 EUR?", "Hi")
    assert message["Subject"] == "[Contact] Price of tea: 5 EUR?"


def test_body():
    message = mail("Ada", "ada@example.org", "Hello", "Dear all,\nthank you.\n\nAda")
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines() == ["Dear all,", "thank you.", "", "Ada"]


def test_body_that_looks_like_headers():
    message = mail("Ada", "ada@example.org", "Hello", "Subject: a question\nBcc: to whom?")
    assert message["Subject"] == "[Contact] Hello"
    assert message["Bcc"] is None
    assert message.get_content().splitlines() == ["Subject: a question", "Bcc: to whom?"]


def test_headers_come_once():
    message = mail("Ada", "ada@example.org", "Hello", "Hi")
    for header in ("From", "To", "Reply-To", "Subject"):
        assert len(message.get_all(header)) == 1
