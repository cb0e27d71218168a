import os

from bifocal import raises
from solution import back_up


def make_source(tmp_path):
    source = tmp_path / "www" / "ada"
    (source / "releases" / "v1").mkdir(parents=True)
    (source / "releases" / "v2").mkdir()
    (source / "uploads").mkdir()
    (source / "index.html").write_text("home")
    (source / "releases" / "v1" / "app.js").write_text("one")
    (source / "releases" / "v2" / "app.js").write_text("two")
    return source


def test_copies_the_tree(tmp_path):
    source, target = make_source(tmp_path), tmp_path / "backup"
    assert back_up(str(source), str(target)) is None
    assert (target / "index.html").read_text() == "home"
    assert (target / "releases" / "v1" / "app.js").read_text() == "one"
    assert (target / "uploads").is_dir()
    assert (source / "index.html").read_text() == "home"


def test_keeps_permissions_and_times(tmp_path):
    source, target = make_source(tmp_path), tmp_path / "backup"
    (source / "run.sh").write_text("echo")
    (source / "run.sh").chmod(0o750)
    os.utime(source / "run.sh", (1600000000, 1600000000))
    back_up(str(source), str(target))
    assert (target / "run.sh").stat().st_mode & 0o777 == 0o750
    assert int((target / "run.sh").stat().st_mtime) == 1600000000


def test_links_to_files_work_in_the_copy(tmp_path):
    source, target = make_source(tmp_path), tmp_path / "backup"
    os.symlink("index.html", source / "home.html")
    os.symlink("../v1/app.js", source / "releases" / "v2" / "old.js")
    back_up(str(source), str(target))
    assert (target / "home.html").read_text() == "home"
    assert (target / "releases" / "v2" / "old.js").read_text() == "one"


def test_links_to_folders_work_in_the_copy(tmp_path):
    source, target = make_source(tmp_path), tmp_path / "backup"
    os.symlink("releases/v2", source / "latest")
    back_up(str(source), str(target))
    assert (target / "latest" / "app.js").read_text() == "two"


def test_creates_folders_on_the_way(tmp_path):
    target = tmp_path / "backups" / "2024-05-01" / "ada"
    back_up(str(make_source(tmp_path)), str(target))
    assert (target / "releases" / "v2" / "app.js").read_text() == "two"


def test_missing_source_and_existing_target(tmp_path):
    with raises(FileNotFoundError):
        back_up(str(tmp_path / "nothing"), str(tmp_path / "backup"))
    source, target = make_source(tmp_path), tmp_path / "taken"
    target.mkdir()
    with raises(FileExistsError):
        back_up(str(source), str(target))
    assert list(target.iterdir()) == []
