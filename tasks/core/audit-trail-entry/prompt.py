from datetime import datetime, timezone


def write_audit_entry(path: str, now: int, user: str, action: str, detail: str) -> None:
    """Append one entry to the audit trail, a UTF-8 text file with one entry per line.

    `now` is in seconds since 1970. An entry looks like this, with the time in UTC:

        2024-05-01T12:00:00Z [ada] login: from the office in Köln

    User names, actions and details come from the web form; an ordinary text (letters, digits, spaces,
    punctuation, accents) appears in the entry as it was typed. The file is made if it does not exist.
    """
