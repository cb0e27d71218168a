import json

from bifocal import raises
from solution import save_token


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_new_file(tmp_path):
    path = tmp_path / "credentials.json"
    assert save_token(str(path), "work", "abc123") is None
    assert load(path) == {"work": {"token": "abc123"}}


def test_creates_folders(tmp_path):
    path = tmp_path / ".config" / "tool" / "credentials.json"
    save_token(str(path), "work", "abc123")
    assert load(path) == {"work": {"token": "abc123"}}


def test_second_profile(tmp_path):
    path = tmp_path / "credentials.json"
    save_token(str(path), "work", "abc")
    save_token(str(path), "private", "xyz")
    assert load(path) == {"work": {"token": "abc"}, "private": {"token": "xyz"}}


def test_replaces_a_token(tmp_path):
    path = tmp_path / "credentials.json"
    save_token(str(path), "work", "a-long-old-token-" * 10)
    save_token(str(path), "work", "new")
    assert load(path) == {"work": {"token": "new"}}


def test_keeps_what_others_wrote(tmp_path):
    path = tmp_path / "credentials.json"
    before = {"büro": {"token": "tök"}, "ci": {"token": "1", "note": "x"}}
    path.write_text(json.dumps(before, ensure_ascii=False), encoding="utf-8")
    save_token(str(path), "work", "abc")
    assert load(path) == {**before, "work": {"token": "abc"}}


def test_damaged_file(tmp_path):
    path = tmp_path / "credentials.json"
    path.write_text("{oops")
    with raises(ValueError):
        save_token(str(path), "work", "abc")
    assert path.read_text() == "{oops"
