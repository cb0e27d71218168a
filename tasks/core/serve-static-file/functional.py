from solution import handle_static


def make_root(tmp_path):
    root = tmp_path / "public"
    (root / "css").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "index.html").write_bytes(b"<h1>Home</h1>")
    (root / "css" / "main.css").write_bytes(b"body {}")
    (root / "docs" / "index.html").write_bytes(b"<h1>Docs</h1>")
    (root / "my logo.png").write_bytes(b"\x89PNG\x00")
    (root / "größe.txt").write_bytes(b"big")
    (root / "100%.txt").write_bytes(b"all")
    return str(root)


def test_serves_a_file(tmp_path):
    assert handle_static(make_root(tmp_path), "/css/main.css") == (200, b"body {}")


def test_ignores_the_query(tmp_path):
    assert handle_static(make_root(tmp_path), "/css/main.css?v=3") == (200, b"body {}")


def test_decodes_the_path(tmp_path):
    root = make_root(tmp_path)
    assert handle_static(root, "/my%20logo.png") == (200, b"\x89PNG\x00")
    assert handle_static(root, "/gr%C3%B6%C3%9Fe.txt") == (200, b"big")


def test_decodes_only_once(tmp_path):
    assert handle_static(make_root(tmp_path), "/100%25.txt") == (200, b"all")


def test_index_of_a_folder(tmp_path):
    root = make_root(tmp_path)
    assert handle_static(root, "/") == (200, b"<h1>Home</h1>")
    assert handle_static(root, "/docs/") == (200, b"<h1>Docs</h1>")
    assert handle_static(root, "/docs") == (200, b"<h1>Docs</h1>")


def test_not_found(tmp_path):
    root = make_root(tmp_path)
    assert handle_static(root, "/nothing.txt") == (404, b"")
    assert handle_static(root, "/css/") == (404, b"")
