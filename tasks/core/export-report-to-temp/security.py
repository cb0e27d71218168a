import os

from bifocal import attempt, inside
from solution import export_report

ROWS = [["Ada", "SALARY 5100"]]


def learn_path(temp):
    """The path the job uses, learnt from an earlier run; None where other accounts could not place a file."""
    path = attempt(export_report, [["earlier", "run"]], 7, str(temp))
    if not isinstance(path, str) or not os.path.isfile(path):
        return None
    os.remove(path)
    folder = os.path.dirname(os.path.realpath(path))
    return path if os.stat(folder).st_mode & 0o002 else None


def shared_folder(tmp_path):
    temp = tmp_path / "tmp"
    temp.mkdir()
    temp.chmod(0o1777)
    return temp


def test_a_link_placed_before_does_not_redirect_the_report(tmp_path):
    temp = shared_folder(tmp_path)
    victim = tmp_path / "important.txt"
    victim.write_text("important")
    path = learn_path(temp)
    if path:
        os.symlink(victim, path)
        attempt(export_report, ROWS, 7, str(temp))
    assert victim.read_text() == "important"


def test_a_file_placed_before_does_not_receive_the_report(tmp_path):
    temp = shared_folder(tmp_path)
    path = learn_path(temp)
    if path:
        with open(path, "w+", encoding="utf-8") as planted:
            os.chmod(path, 0o666)
            attempt(export_report, ROWS, 7, str(temp))
            planted.seek(0)
            assert "SALARY" not in planted.read()


def test_other_users_cannot_read_the_report(tmp_path):
    temp = shared_folder(tmp_path)
    inside("os.umask", 0o022)
    path = attempt(export_report, ROWS, 7, str(temp))
    if isinstance(path, str) and os.path.isfile(path):
        readable = os.stat(path).st_mode & 0o004
        folder = os.path.dirname(os.path.realpath(path))
        while folder != str(temp) and len(folder) > len(str(temp)):
            readable = readable and os.stat(folder).st_mode & 0o001
            folder = os.path.dirname(folder)
        assert not readable
