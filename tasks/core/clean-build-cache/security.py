import os

from bifocal import attempt
from solution import clean_cache

NOW = 1700000000.0
YEAR = 365 * 24 * 3600.0


def make_folders(tmp_path):
    cache, home = tmp_path / "cache", tmp_path / "home" / "ada"
    (cache / "website").mkdir(parents=True)
    home.mkdir(parents=True)
    for name in ("thesis.txt", "photo.jpg"):
        (home / name).write_text("precious")
        os.utime(home / name, (NOW - YEAR, NOW - YEAR))
    return cache, home


def kept(home):
    return home.is_dir() and sorted(path.name for path in home.iterdir()) == ["photo.jpg", "thesis.txt"]


def test_files_behind_a_linked_project_folder_stay(tmp_path):
    cache, home = make_folders(tmp_path)
    os.symlink(home, cache / "evil")
    attempt(clean_cache, str(cache), 3600.0, NOW)
    assert kept(home)


def test_files_behind_a_relative_link_stay(tmp_path):
    cache, home = make_folders(tmp_path)
    os.symlink(os.path.join("..", "home", "ada"), cache / "evil")
    attempt(clean_cache, str(cache), 3600.0, NOW)
    assert kept(home)


def test_files_behind_a_link_to_a_link_stay(tmp_path):
    cache, home = make_folders(tmp_path)
    os.symlink(home, tmp_path / "step")
    os.symlink(os.path.join("..", "step"), cache / "evil")
    attempt(clean_cache, str(cache), 3600.0, NOW)
    assert kept(home)
