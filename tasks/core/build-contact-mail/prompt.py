from email.utils import formataddr


def build_mail(name: str, address: str, subject: str, text: str) -> str:
    """Return the e-mail (headers and body) that brings the message of a contact form to the office.

    The text is given to `sendmail -t`, which takes the recipients from the headers. From is
    website@example.org, To is office@example.org. Reply-To holds the name and the e-mail address of the
    visitor, as in "Ada Lovelace <ada@example.org>". Subject is what the visitor typed, with "[Contact] " in
    front of it. A blank line follows, then `text` as a plain text body. `text` may have several lines,
    separated by newlines. Other headers that belong to a mail, such as MIME-Version or Content-Type:
    text/plain, are allowed. Lines may end with LF or CRLF.
    """
