import struct
import zlib

from bifocal import raises
from solution import save_avatar


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
       + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b""))
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
JPEG = (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
        + b"\xff\xdb\0\x43\0" + b"\x01" * 64 + b"\xff\xd9")


def names(tmp_path):
    return sorted(path.name for path in tmp_path.iterdir())


def test_stores_a_png(tmp_path):
    assert save_avatar(str(tmp_path), 17, "me.png", "image/png", PNG) == "17.png"
    assert (tmp_path / "17.png").read_bytes() == PNG


def test_stores_a_jpeg(tmp_path):
    name = save_avatar(str(tmp_path), 4, "holiday photo.jpeg", "image/jpeg", JPEG)
    assert name in ("4.jpg", "4.jpeg")
    assert (tmp_path / name).read_bytes() == JPEG


def test_extension_in_capitals(tmp_path):
    assert save_avatar(str(tmp_path), 5, "ANIM.GIF", "image/gif", GIF) == "5.gif"
    assert (tmp_path / "5.gif").read_bytes() == GIF


def test_takes_the_place_of_the_avatar_before(tmp_path):
    save_avatar(str(tmp_path), 17, "me.png", "image/png", PNG)
    assert save_avatar(str(tmp_path), 17, "me.gif", "image/gif", GIF) == "17.gif"
    assert names(tmp_path) == ["17.gif"]
    assert (tmp_path / "17.gif").read_bytes() == GIF


def test_leaves_other_users_alone(tmp_path):
    save_avatar(str(tmp_path), 1, "me.png", "image/png", PNG)
    save_avatar(str(tmp_path), 17, "me.png", "image/png", PNG)
    save_avatar(str(tmp_path), 1, "me.gif", "image/gif", GIF)
    assert names(tmp_path) == ["1.gif", "17.png"]


def test_other_content_types_are_refused(tmp_path):
    save_avatar(str(tmp_path), 17, "me.png", "image/png", PNG)
    with raises(ValueError):
        save_avatar(str(tmp_path), 17, "cv.pdf", "application/pdf", b"%PDF-1.4")
    assert names(tmp_path) == ["17.png"]
