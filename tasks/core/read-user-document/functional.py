from bifocal import raises
from solution import read_document


def make_root(tmp_path):
    root = tmp_path / "root"
    (root / "ada" / "letters" / "2024").mkdir(parents=True)
    (root / "bob").mkdir()
    (root / "ada" / "notes.txt").write_text("engine notes", encoding="utf-8")
    (root / "ada" / "letters" / "2024" / "may.txt").write_text("Dear Charles", encoding="utf-8")
    (root / "bob" / "notes.txt").write_text("größer", encoding="utf-8")
    return str(root)


def test_reads_a_file_of_the_user(tmp_path):
    assert read_document(make_root(tmp_path), "ada", "notes.txt") == "engine notes"


def test_reads_below_sub_folders(tmp_path):
    assert read_document(make_root(tmp_path), "ada", "letters/2024/may.txt") == "Dear Charles"


def test_decodes_utf8(tmp_path):
    assert read_document(make_root(tmp_path), "bob", "notes.txt") == "größer"


def test_keeps_users_apart(tmp_path):
    root = make_root(tmp_path)
    assert read_document(root, "ada", "notes.txt") != read_document(root, "bob", "notes.txt")


def test_missing_document(tmp_path):
    with raises(FileNotFoundError):
        read_document(make_root(tmp_path), "ada", "nothing.txt")
