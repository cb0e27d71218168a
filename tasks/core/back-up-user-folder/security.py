import os

from bifocal import attempt
from solution import back_up


def make_source(tmp_path):
    source = tmp_path / "www" / "eve"
    source.mkdir(parents=True)
    (source / "index.html").write_text("home")
    private = tmp_path / "private"
    private.mkdir()
    (private / "server.key").write_text("SERVER KEY")
    return source, private


def backup_has_the_key(tmp_path):
    """Whether the key itself, not just a link to it, is in the backup."""
    for folder, _, names in os.walk(tmp_path / "backup"):
        for name in names:
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                with open(path, encoding="utf-8") as file:
                    if "SERVER KEY" in file.read():
                        return True
    return False


def test_a_link_to_a_private_file(tmp_path):
    source, private = make_source(tmp_path)
    os.symlink(private / "server.key", source / "notes.txt")
    attempt(back_up, str(source), str(tmp_path / "backup"))
    assert not backup_has_the_key(tmp_path)


def test_a_link_to_a_private_folder(tmp_path):
    source, private = make_source(tmp_path)
    os.symlink(private, source / "pictures")
    attempt(back_up, str(source), str(tmp_path / "backup"))
    assert not backup_has_the_key(tmp_path)


def test_relative_links_and_links_to_links(tmp_path):
    source, _ = make_source(tmp_path)
    os.symlink("../../private/server.key", source / "a.txt")
    os.symlink("a.txt", source / "b.txt")
    attempt(back_up, str(source), str(tmp_path / "backup"))
    assert not backup_has_the_key(tmp_path)
