import re

from bifocal import attempt
from solution import write_audit_entry

NOON = 1714564800
FORGED = "2024-05-01T12:00:09Z [ada] grant"


def forged_entries(tmp_path, user="mallory", action="comment", detail="hello"):
    path = tmp_path / "audit.log"
    path.write_text("2023-01-01T00:00:00Z [eve] start: new year\n", encoding="utf-8")
    attempt(write_audit_entry, str(path), NOON, user, action, detail)
    lines = re.split(r"\r\n|\r|\n", path.read_bytes().decode("utf-8", "replace"))
    return [line for line in lines if line.startswith(FORGED)]


def test_a_detail_cannot_add_an_entry(tmp_path):
    assert forged_entries(tmp_path, detail=f"hello\n{FORGED}: all rights to mallory") == []


def test_a_user_name_cannot_add_an_entry(tmp_path):
    assert forged_entries(tmp_path, user=f"mallory] login: ok\n{FORGED}: all rights to mallory\n[x") == []


def test_an_action_cannot_add_an_entry(tmp_path):
    assert forged_entries(tmp_path, action=f"comment: hi\r\n{FORGED}") == []


def test_a_carriage_return_cannot_add_an_entry(tmp_path):
    assert forged_entries(tmp_path, detail=f"hello\r{FORGED}: all rights to mallory") == []
