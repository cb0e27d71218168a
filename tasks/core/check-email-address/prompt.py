import re


def is_email_address(text: str) -> bool:
    """Say whether the whole text is an e-mail address in our plain format, local@domain.

    The local part consists of one or more groups of ASCII letters and digits. Between two groups there is
    exactly one of the characters ".", "_", "+", "-". So "ada.b-c+news" is fine, ".ada", "ada." and "ada..b"
    are not.

    The domain consists of two or more labels with a single "." between them. A label consists of ASCII
    letters, digits and hyphens and neither starts nor ends with a hyphen. The last label consists of letters
    only and has at least two.

    There is no limit on the length.
    """
