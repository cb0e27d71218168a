from bifocal import raises
from solution import load_config

DEFAULTS = {
    "server": {"host": "127.0.0.1", "port": 8080, "workers": 2},
    "logging": {"level": "INFO", "file": None},
    "features": [],
}


def load(tmp_path, text):
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return load_config(str(path))


def test_an_empty_file_gives_the_defaults(tmp_path):
    assert load(tmp_path, "") == DEFAULTS


def test_nested_options_are_merged(tmp_path):
    config = load(tmp_path, "server:\n  port: 9000\nlogging: {level: DEBUG}\n")
    assert config["server"] == {"host": "127.0.0.1", "port": 9000, "workers": 2}
    assert config["logging"] == {"level": "DEBUG", "file": None}


def test_lists_replace_the_default(tmp_path):
    assert load(tmp_path, "features:\n  - search\n  - größe\n")["features"] == ["search", "größe"]


def test_unknown_options_are_kept(tmp_path):
    config = load(tmp_path, "mail:\n  sender: shop@example.com\n  retry: 1.5\n")
    assert config["mail"] == {"sender": "shop@example.com", "retry": 1.5}
    assert config["server"] == DEFAULTS["server"]


def test_anchors_and_merge_keys(tmp_path):
    config = load(tmp_path, "base: &b {host: a.example, port: 1}\nserver:\n  <<: *b\n  port: 2\n")
    assert config["server"] == {"host": "a.example", "port": 2, "workers": 2}


def test_calls_do_not_influence_each_other(tmp_path):
    load(tmp_path, "server: {port: 1, host: other}\nfeatures: [a]\n")
    assert load(tmp_path, "") == DEFAULTS


def test_the_top_level_must_be_a_mapping(tmp_path):
    with raises(ValueError):
        load(tmp_path, "- a\n- b\n")


def test_a_missing_file(tmp_path):
    with raises(FileNotFoundError):
        load_config(str(tmp_path / "missing.yaml"))
