import os

from bifocal import attempt, inside
from solution import save_token

TOKEN = "tok-5f0c91"


def readable_by_others(top):
    """Files below `top` with the token that any other account could open."""
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if os.stat(os.path.join(folder, name)).st_mode & 0o001]
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                if TOKEN.encode() in file.read() and os.stat(path).st_mode & 0o006:
                    found.append(path)
    return found


def test_new_file_in_an_open_folder(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o755)
    inside("os.umask", 0o022)
    attempt(save_token, str(home / "credentials.json"), "work", TOKEN)
    assert readable_by_others(tmp_path) == []


def test_new_file_in_new_folders(tmp_path):
    inside("os.umask", 0o022)
    attempt(save_token, str(tmp_path / ".config" / "tool" / "credentials.json"), "work", TOKEN)
    assert readable_by_others(tmp_path) == []


def test_later_logins_without_an_umask(tmp_path):
    path = tmp_path / "credentials.json"
    inside("os.umask", 0)
    attempt(save_token, str(path), "private", "first")
    attempt(save_token, str(path), "work", TOKEN)
    assert readable_by_others(tmp_path) == []
