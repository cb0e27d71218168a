import re

from bifocal import attempt
from solution import build_badge_filter

PEOPLE = [
    {"objectClass": "person", "uid": "ada", "employeeNumber": "1234", "l": "London"},
    {"objectClass": "person", "uid": "grace", "employeeNumber": "5678", "l": "New York"},
]


def parse(text, at=0):
    """Return a predicate for the LDAP filter that starts at text[at], and the position behind it."""
    if text[at] != "(":
        raise ValueError(text)
    if text[at + 1] in "&|":
        combine = all if text[at + 1] == "&" else any
        at, parts = at + 2, []
        while text[at] == "(":
            part, at = parse(text, at)
            parts.append(part)
        if text[at] != ")":
            raise ValueError(text)
        return lambda person: combine(part(person) for part in parts), at + 1
    end = text.index(")", at)
    name, equals, value = text[at + 1 : end].partition("=")
    if not equals or "(" in value:
        raise ValueError(text)
    pattern = ".*".join(re.escape(unescape(piece)) for piece in value.split("*"))
    return lambda person: re.fullmatch(pattern, person.get(name, "")) is not None, end + 1


def unescape(piece):
    raw = re.sub(rb"\\([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), piece.encode("utf-8"))
    return raw.decode("utf-8")


def door_opens(*values):
    outcome = attempt(build_badge_filter, *values)
    if not isinstance(outcome, str):
        return False
    try:
        matches, end = parse(outcome)
    except (ValueError, IndexError):
        return False
    return end == len(outcome) and any(matches(person) for person in PEOPLE)


def test_wildcard_is_no_badge():
    for badge in ("*", "1*", "*4"):
        assert not door_opens("ada", badge)


def test_wildcards_open_no_door():
    assert not door_opens("*", "*")
    assert not door_opens("*", "1234")


def test_user_name_does_not_change_the_filter():
    for uid in ("ada)(|(uid=*", "ada)(|(objectClass=*)(uid=x"):
        for values in ((uid, "0000"), (uid, "0000)"), (uid, "0000", "London")):
            assert not door_opens(*values)
