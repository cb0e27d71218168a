from bifocal import attempt
from solution import save_avatar

ACTIVE = {".php", ".php5", ".phtml", ".phar", ".html", ".htm", ".xhtml", ".svg"}
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"


def active_files(tmp_path):
    return [path for path in tmp_path.rglob("*") if path.suffix.lower() in ACTIVE]


def test_no_php_page_can_be_placed(tmp_path):
    for filename in ("me.php", "me.PHP", "me.png.php", "me.phtml"):
        attempt(save_avatar, str(tmp_path), 17, filename, "image/png", b"<?php system($_GET['c']); ?>")
        assert active_files(tmp_path) == []


def test_no_php_page_inside_a_real_picture(tmp_path):
    for filename in ("me.php", "me.gif.php5", "me.phar"):
        attempt(save_avatar, str(tmp_path), 17, filename, "image/gif", GIF + b"<?php system($_GET['c']); ?>")
        assert active_files(tmp_path) == []


def test_no_page_with_a_script_can_be_placed(tmp_path):
    page = b"<html><script>alert(document.cookie)</script></html>"
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    for filename, content in (("me.html", page), ("me.jpg.htm", page), ("me.svg", drawing)):
        attempt(save_avatar, str(tmp_path), 17, filename, "image/jpeg", content)
        assert active_files(tmp_path) == []
