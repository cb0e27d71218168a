import zipfile

from bifocal import attempt
from solution import unpack_site


def make_zip(tmp_path, member):
    path = tmp_path / "upload.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("shop/index.html", "hello")
        archive.writestr(member, "PWNED")
    return str(path)


def test_parent_steps_do_not_leave_the_folder(tmp_path):
    (tmp_path / "app").mkdir()
    attempt(unpack_site, make_zip(tmp_path, "shop/../app/startup.py"), str(tmp_path / "site"))
    attempt(unpack_site, make_zip(tmp_path, "shop/css/../../app/startup.py"), str(tmp_path / "site"))
    assert not (tmp_path / "app" / "startup.py").exists()


def test_absolute_names_do_not_replace_files_elsewhere(tmp_path):
    config = tmp_path / "server.conf"
    config.write_text("original")
    attempt(unpack_site, make_zip(tmp_path, "shop/" + str(config)), str(tmp_path / "site"))
    assert config.read_text() == "original"


def test_a_neighbour_with_a_similar_name_is_untouched(tmp_path):
    neighbour = tmp_path / "site-of-bob"
    neighbour.mkdir()
    (neighbour / "index.html").write_text("Bob")
    attempt(unpack_site, make_zip(tmp_path, "shop/../site-of-bob/index.html"), str(tmp_path / "site"))
    assert (neighbour / "index.html").read_text() == "Bob"
