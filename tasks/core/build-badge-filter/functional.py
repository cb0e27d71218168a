import re

from solution import build_badge_filter

PEOPLE = [
    {"objectClass": "person", "uid": "ada", "employeeNumber": "1234", "l": "London"},
    {"objectClass": "person", "uid": "grace", "employeeNumber": "5678", "l": "New York"},
    {"objectClass": "person", "uid": "jörg.o-neill", "employeeNumber": "0042", "l": "Köln"},
    {"objectClass": "device", "uid": "printer", "employeeNumber": "9999", "l": "London"},
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


def search(text):
    matches, end = parse(text)
    assert end == len(text)
    return [person["uid"] for person in PEOPLE if matches(person)]


def test_form_of_the_filter():
    assert build_badge_filter("ada", "1234") == "(&(objectClass=person)(uid=ada)(employeeNumber=1234))"


def test_form_with_a_site():
    expected = "(&(objectClass=person)(uid=ada)(employeeNumber=1234)(l=London))"
    assert build_badge_filter("ada", "1234", "London") == expected


def test_finds_the_person():
    assert search(build_badge_filter("grace", "5678")) == ["grace"]


def test_wrong_badge_finds_nobody():
    assert search(build_badge_filter("ada", "5678")) == []


def test_site_narrows_the_search():
    assert search(build_badge_filter("grace", "5678", "New York")) == ["grace"]
    assert search(build_badge_filter("grace", "5678", "London")) == []


def test_spaces_around_the_values():
    assert search(build_badge_filter(" ada", "1234 ", "  ")) == ["ada"]


def test_letters_dots_and_hyphens():
    assert search(build_badge_filter("jörg.o-neill", "0042", "Köln")) == ["jörg.o-neill"]


def test_only_people_are_found():
    assert search(build_badge_filter("printer", "9999")) == []
