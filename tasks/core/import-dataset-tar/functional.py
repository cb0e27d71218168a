import io
import tarfile

from bifocal import raises
from solution import import_dataset


def make_tar(tmp_path, files, links=(), mode="w"):
    path = tmp_path / "upload.tar"
    with tarfile.open(path, mode) as tar:
        for name, content in files:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        for name, target in links:
            member = tarfile.TarInfo(name)
            member.type = tarfile.SYMTYPE
            member.linkname = target
            tar.addfile(member)
    return str(path)


def test_plain_tar(tmp_path):
    archive = make_tar(tmp_path, [("readme.txt", b"about"), ("values.csv", b"1,2\n")])
    assert import_dataset(archive, str(tmp_path / "data")) == ["readme.txt", "values.csv"]
    assert (tmp_path / "data" / "readme.txt").read_bytes() == b"about"
    assert (tmp_path / "data" / "values.csv").read_bytes() == b"1,2\n"


def test_gzip_and_sub_folders(tmp_path):
    archive = make_tar(tmp_path, [("runs/b/2.csv", b"two"), ("runs/a/1.csv", b"one")], mode="w:gz")
    assert import_dataset(archive, str(tmp_path / "data")) == ["runs/b/2.csv", "runs/a/1.csv"]
    assert (tmp_path / "data" / "runs" / "a" / "1.csv").read_bytes() == b"one"


def test_links_between_files_work(tmp_path):
    archive = make_tar(tmp_path, [("runs/1.csv", b"one"), ("runs/2.csv", b"two")],
                       [("latest.csv", "runs/2.csv"), ("runs/first.csv", "1.csv")])
    assert import_dataset(archive, str(tmp_path / "data")) == ["runs/1.csv", "runs/2.csv"]
    assert (tmp_path / "data" / "latest.csv").read_bytes() == b"two"
    assert (tmp_path / "data" / "runs" / "first.csv").read_bytes() == b"one"


def test_creates_missing_parents(tmp_path):
    target = tmp_path / "projects" / "7" / "data"
    assert import_dataset(make_tar(tmp_path, [("a.bin", bytes(range(256)))]), str(target)) == ["a.bin"]
    assert (target / "a.bin").read_bytes() == bytes(range(256))


def test_folder_members_are_not_listed(tmp_path):
    path = tmp_path / "upload.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo("empty")
        member.type = tarfile.DIRTYPE
        member.mode = 0o755
        tar.addfile(member)
    assert import_dataset(str(path), str(tmp_path / "data")) == []
    assert (tmp_path / "data" / "empty").is_dir()


def test_not_a_tar(tmp_path):
    upload = tmp_path / "upload.tar"
    upload.write_text("no archive at all")
    with raises(ValueError):
        import_dataset(str(upload), str(tmp_path / "data"))
