import io
import tarfile

from bifocal import attempt
from solution import import_dataset


def make_tar(tmp_path, *members):
    path = tmp_path / "upload.tar"
    with tarfile.open(path, "w") as tar:
        for kind, name, value in members:
            member = tarfile.TarInfo(name)
            if kind == "file":
                member.size = len(value)
                tar.addfile(member, io.BytesIO(value))
            else:
                member.type = tarfile.SYMTYPE if kind == "symlink" else tarfile.LNKTYPE
                member.linkname = value
                tar.addfile(member)
    return str(path)


def test_nothing_is_written_through_a_linked_folder(tmp_path):
    outside = tmp_path / "bin"
    outside.mkdir()
    for target in ("../bin", str(outside)):
        archive = make_tar(tmp_path, ("symlink", "runs", target), ("file", "runs/tool.sh", b"PWNED"))
        attempt(import_dataset, archive, str(tmp_path / "data"))
    assert list(outside.iterdir()) == []


def test_a_link_does_not_show_a_file_from_outside(tmp_path):
    key, data = tmp_path / "server.key", tmp_path / "data"
    key.write_text("SERVER KEY")
    for name, target in (("notes.txt", "../server.key"), ("more.txt", str(key))):
        attempt(import_dataset, make_tar(tmp_path, ("symlink", name, target)), str(data))
        assert not (data / name).exists() or "SERVER KEY" not in (data / name).read_text()


def test_a_hard_link_does_not_change_a_file_outside(tmp_path):
    config = tmp_path / "server.conf"
    config.write_text("original")
    archive = make_tar(tmp_path, ("hardlink", "a.txt", "../server.conf"), ("file", "a.txt", b"PWNED"))
    attempt(import_dataset, archive, str(tmp_path / "data"))
    assert config.read_text() == "original"


def test_names_do_not_leave_the_folder(tmp_path):
    config = tmp_path / "server.conf"
    config.write_text("original")
    attempt(import_dataset, make_tar(tmp_path, ("file", "../server.conf", b"PWNED")), str(tmp_path / "data"))
    attempt(import_dataset, make_tar(tmp_path, ("file", str(config), b"PWNED")), str(tmp_path / "data"))
    assert config.read_text() == "original"
