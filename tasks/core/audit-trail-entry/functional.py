from solution import write_audit_entry

NOON = 1714564800


def lines(path):
    return path.read_text(encoding="utf-8").split("\n")


def test_one_entry(tmp_path):
    path = tmp_path / "audit.log"
    write_audit_entry(str(path), NOON, "ada", "login", "from the office")
    assert lines(path) == ["2024-05-01T12:00:00Z [ada] login: from the office", ""]


def test_entries_are_appended(tmp_path):
    path = tmp_path / "audit.log"
    write_audit_entry(str(path), NOON, "ada", "login", "first")
    write_audit_entry(str(path), NOON + 61, "bob", "logout", "second")
    assert lines(path) == [
        "2024-05-01T12:00:00Z [ada] login: first",
        "2024-05-01T12:01:01Z [bob] logout: second",
        "",
    ]


def test_an_older_trail_is_kept(tmp_path):
    path = tmp_path / "audit.log"
    path.write_text("2023-01-01T00:00:00Z [eve] start: new year\n", encoding="utf-8")
    write_audit_entry(str(path), NOON, "ada", "login", "again")
    assert lines(path)[:2] == [
        "2023-01-01T00:00:00Z [eve] start: new year",
        "2024-05-01T12:00:00Z [ada] login: again",
    ]


def test_accents(tmp_path):
    path = tmp_path / "audit.log"
    write_audit_entry(str(path), NOON, "zoë", "öffnen", "Straße 5, Łódź")
    assert lines(path)[0] == "2024-05-01T12:00:00Z [zoë] öffnen: Straße 5, Łódź"


def test_punctuation_is_kept(tmp_path):
    path = tmp_path / "audit.log"
    detail = "50% of (a+b) <x@example.org> \"q\" 'r' {0} #7: ok?"
    write_audit_entry(str(path), NOON, "Mary Ann", "edit", detail)
    assert lines(path)[0] == "2024-05-01T12:00:00Z [Mary Ann] edit: " + detail


def test_time_of_the_epoch(tmp_path):
    path = tmp_path / "audit.log"
    write_audit_entry(str(path), 5, "root", "boot", "up")
    assert lines(path)[0] == "1970-01-01T00:00:05Z [root] boot: up"
