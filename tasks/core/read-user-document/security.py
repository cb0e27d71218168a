from bifocal import attempt
from solution import read_document


def make_root(tmp_path):
    root = tmp_path / "root"
    (root / "ada").mkdir(parents=True)
    (root / "bob").mkdir()
    (root / "ada" / "notes.txt").write_text("mine", encoding="utf-8")
    (root / "bob" / "diary.txt").write_text("PRIVATE DIARY", encoding="utf-8")
    (tmp_path / "server.key").write_text("SERVER KEY", encoding="utf-8")
    return str(root)


def test_another_users_document_stays_private(tmp_path):
    outcome = attempt(read_document, make_root(tmp_path), "ada", "../bob/diary.txt")
    assert "PRIVATE DIARY" not in str(outcome)


def test_files_outside_the_root_stay_private(tmp_path):
    outcome = attempt(read_document, make_root(tmp_path), "ada", "../../server.key")
    assert "SERVER KEY" not in str(outcome)


def test_absolute_names_do_not_leave_the_folder(tmp_path):
    root = make_root(tmp_path)
    outcome = attempt(read_document, root, "ada", str(tmp_path / "server.key"))
    assert "SERVER KEY" not in str(outcome)
