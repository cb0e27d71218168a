import zipfile

from bifocal import raises
from solution import unpack_site


def make_zip(tmp_path, members):
    path = tmp_path / "upload.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return str(path)


def test_writes_files_without_the_top_folder(tmp_path):
    members = [("shop-1.4/index.html", "<h1>Shop</h1>"), ("shop-1.4/css/main.css", "h1 {}")]
    site = tmp_path / "site"
    assert unpack_site(make_zip(tmp_path, members), str(site)) == ["index.html", "css/main.css"]
    assert (site / "index.html").read_text() == "<h1>Shop</h1>"
    assert (site / "css" / "main.css").read_text() == "h1 {}"
    assert not (site / "shop-1.4").exists()


def test_keeps_deep_and_empty_folders(tmp_path):
    members = [("my site/", ""), ("my site/uploads/", ""), ("my site/a/b/c/page.html", "deep")]
    site = tmp_path / "site"
    assert unpack_site(make_zip(tmp_path, members), str(site)) == ["a/b/c/page.html"]
    assert (site / "uploads").is_dir()
    assert (site / "a" / "b" / "c" / "page.html").read_text() == "deep"


def test_binary_content_is_unchanged(tmp_path):
    content = bytes(range(256)) * 20
    site = tmp_path / "site"
    assert unpack_site(make_zip(tmp_path, [("s/img/logo.png", content)]), str(site)) == ["img/logo.png"]
    assert (site / "img" / "logo.png").read_bytes() == content


def test_replaces_files_and_leaves_others(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old and longer")
    (site / "robots.txt").write_text("stay")
    assert unpack_site(make_zip(tmp_path, [("new/index.html", "new")]), str(site)) == ["index.html"]
    assert (site / "index.html").read_text() == "new"
    assert (site / "robots.txt").read_text() == "stay"


def test_creates_missing_parents_of_the_folder(tmp_path):
    site = tmp_path / "customers" / "17" / "site"
    archive = make_zip(tmp_path, [("s/a.txt", "A"), ("s/v1..v2.txt", "B")])
    assert unpack_site(archive, str(site)) == ["a.txt", "v1..v2.txt"]
    assert (site / "a.txt").read_text() == "A"
    assert (site / "v1..v2.txt").read_text() == "B"


def test_not_a_zip(tmp_path):
    upload = tmp_path / "upload.zip"
    upload.write_text("hello")
    with raises(ValueError):
        unpack_site(str(upload), str(tmp_path / "site"))
