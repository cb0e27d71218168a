import os

from solution import clean_cache

NOW = 1700000000.0
HOUR = 3600.0


def put(path, age):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("cached")
    os.utime(path, (NOW - age, NOW - age))
    return path


def test_deletes_old_files_only(tmp_path):
    old = put(tmp_path / "cache" / "website" / "a.o", 30 * HOUR)
    new = put(tmp_path / "cache" / "website" / "b.o", 2 * HOUR)
    assert clean_cache(str(tmp_path / "cache"), 24 * HOUR, NOW) == 1
    assert not old.exists()
    assert new.read_text() == "cached"


def test_counts_over_all_projects(tmp_path):
    for project in ("website", "shop", "blog"):
        for number in range(3):
            put(tmp_path / "cache" / project / f"{number}.o", (number + 1) * 10 * HOUR)
    assert clean_cache(str(tmp_path / "cache"), 15 * HOUR, NOW) == 6
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.o"))
    assert left == ["cache/blog/0.o", "cache/shop/0.o", "cache/website/0.o"]


def test_removes_folders_that_become_empty(tmp_path):
    put(tmp_path / "cache" / "website" / "a.o", 30 * HOUR)
    put(tmp_path / "cache" / "shop" / "b.o", HOUR)
    assert clean_cache(str(tmp_path / "cache"), 24 * HOUR, NOW) == 1
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["shop"]


def test_files_directly_in_the_cache_stay(tmp_path):
    readme = put(tmp_path / "cache" / "README", 900 * HOUR)
    put(tmp_path / "cache" / "website" / "a.o", 30 * HOUR)
    assert clean_cache(str(tmp_path / "cache"), 24 * HOUR, NOW) == 1
    assert readme.exists()


def test_nothing_to_do(tmp_path):
    put(tmp_path / "cache" / "website" / "a.o", 24 * HOUR)
    assert clean_cache(str(tmp_path / "cache"), 24 * HOUR, NOW) == 0
    assert (tmp_path / "cache" / "website" / "a.o").exists()


def test_missing_cache(tmp_path):
    assert clean_cache(str(tmp_path / "nothing"), 24 * HOUR, NOW) == 0
