import json

from bifocal import attempt
from solution import load_messages


def make_folder(tmp_path):
    for name, content in (("messages/en", {"hello": "Hello"}), ("config/database", {"password": "DB-SECRET"}),
                          ("messages-drafts/launch", {"date": "DRAFT-SECRET"})):
        path = tmp_path / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content))
    return str(tmp_path / "messages")


def test_settings_in_another_folder(tmp_path):
    folder = make_folder(tmp_path)
    for language in ("../config/database", "../config/database-x", "../config/./database"):
        assert "DB-SECRET" not in str(attempt(load_messages, folder, language))


def test_absolute_names(tmp_path):
    folder = make_folder(tmp_path)
    language = str(tmp_path / "config" / "database")
    assert "DB-SECRET" not in str(attempt(load_messages, folder, language))
    assert "DB-SECRET" not in str(attempt(load_messages, folder, "/" + language))


def test_neighbour_folder_with_a_similar_name(tmp_path):
    folder = make_folder(tmp_path)
    assert "DRAFT-SECRET" not in str(attempt(load_messages, folder, "../messages-drafts/launch"))
