import re

LOCAL = re.compile(r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*")
LABEL = re.compile(r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*")
LAST_LABEL = re.compile(r"[A-Za-z]{2,}")


def is_email_address(text: str) -> bool:
    local, at, domain = text.partition("@")
    *labels, last = domain.split(".")
    return (
        bool(at and labels)
        and LOCAL.fullmatch(local) is not None
        and LAST_LABEL.fullmatch(last) is not None
        and all(LABEL.fullmatch(label) for label in labels)
    )
