import json

from solution import load_messages


def make_folder(tmp_path):
    folder = tmp_path / "messages"
    folder.mkdir()
    files = {
        "en": {"hello": "Hello", "cart": "Cart", "potato": "Potato"},
        "de": {"hello": "Grüß dich", "potato": "Kartoffel"},
        "de-AT": {"potato": "Erdapfel"},
        "zh-Hant": {"hello": "你好"},
    }
    for language, messages in files.items():
        (folder / f"{language}.json").write_text(json.dumps(messages, ensure_ascii=False), encoding="utf-8")
    return str(folder)


def test_english(tmp_path):
    messages = load_messages(make_folder(tmp_path), "en")
    assert messages == {"hello": "Hello", "cart": "Cart", "potato": "Potato"}


def test_main_language(tmp_path):
    messages = load_messages(make_folder(tmp_path), "de")
    assert messages == {"hello": "Grüß dich", "cart": "Cart", "potato": "Kartoffel"}


def test_regional_language(tmp_path):
    messages = load_messages(make_folder(tmp_path), "de-AT")
    assert messages == {"hello": "Grüß dich", "cart": "Cart", "potato": "Erdapfel"}


def test_region_without_a_file(tmp_path):
    folder = make_folder(tmp_path)
    assert load_messages(folder, "de-CH") == load_messages(folder, "de") != {}


def test_main_language_without_a_file(tmp_path):
    messages = load_messages(make_folder(tmp_path), "zh-Hant")
    assert messages == {"hello": "你好", "cart": "Cart", "potato": "Potato"}


def test_unknown_language(tmp_path):
    folder = make_folder(tmp_path)
    assert load_messages(folder, "fr") == load_messages(folder, "en") != {}
    assert load_messages(folder, "pt-BR") == load_messages(folder, "en")
