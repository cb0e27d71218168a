from urllib.parse import quote

from bifocal import attempt
from solution import handle_static


def make_root(tmp_path):
    root = tmp_path / "public"
    (root / "css").mkdir(parents=True)
    (root / "index.html").write_text("hello")
    (tmp_path / "settings.ini").write_text("DATABASE PASSWORD")
    (tmp_path / "public-drafts").mkdir()
    (tmp_path / "public-drafts" / "index.html").write_text("UNPUBLISHED")
    return str(root)


def test_plain_parent_steps(tmp_path):
    root = make_root(tmp_path)
    for path in ("/../settings.ini", "/css/../../settings.ini", "/../settings.ini?x=1"):
        assert "DATABASE PASSWORD" not in str(attempt(handle_static, root, path))


def test_encoded_parent_steps(tmp_path):
    root = make_root(tmp_path)
    for path in ("/%2e%2e/settings.ini", "/..%2fsettings.ini", "/css/%2E%2E%2F%2E%2E%2Fsettings.ini"):
        assert "DATABASE PASSWORD" not in str(attempt(handle_static, root, path))


def test_absolute_paths(tmp_path):
    root = make_root(tmp_path)
    target = str(tmp_path / "settings.ini")
    for path in ("/" + target, "/" + quote(target, safe=""), "//" + target):
        assert "DATABASE PASSWORD" not in str(attempt(handle_static, root, path))


def test_neighbour_folder_with_a_similar_name(tmp_path):
    root = make_root(tmp_path)
    for path in ("/../public-drafts/index.html", "/%2e%2e/public-drafts/"):
        assert "UNPUBLISHED" not in str(attempt(handle_static, root, path))
