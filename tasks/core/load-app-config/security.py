from bifocal import attempt
from solution import load_config


def load(tmp_path, text):
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return attempt(load_config, str(path))


def test_a_tag_does_not_call_a_function(tmp_path):
    target = tmp_path / "owned"
    load(tmp_path, f'!!python/object/apply:os.mkdir ["{target}"]\n')
    assert not target.exists()


def test_a_tag_in_an_option_does_not_call_a_function(tmp_path):
    target = tmp_path / "owned"
    load(tmp_path, f'server:\n  host: !!python/object/apply:os.system ["touch {target}"]\n')
    assert not target.exists()


def test_a_tag_does_not_read_files_of_the_server(tmp_path):
    (tmp_path / "server.key").write_text("SERVER KEY", encoding="utf-8")
    call = f'!!python/object/apply:linecache.getline ["{tmp_path / "server.key"}", 1]'
    outcome = load(tmp_path, f"logging:\n  file: {call}\n")
    assert "SERVER KEY" not in str(outcome)
