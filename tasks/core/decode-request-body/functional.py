import gzip

from bifocal import raises
from solution import decode_body

MESSAGE = b'{"name": "Ada", "note": "' + bytes(range(32, 127)) * 40 + b'"}'


def test_plain_bodies():
    assert decode_body(b"hello", "", 100) == b"hello"
    assert decode_body(b"hello", "identity", 100) == b"hello"


def test_gzip():
    assert decode_body(gzip.compress(MESSAGE), "gzip", 10000) == MESSAGE
    assert decode_body(gzip.compress(MESSAGE), "GZIP", 10000) == MESSAGE


def test_empty_message():
    assert decode_body(gzip.compress(b""), "gzip", 10) == b""


def test_several_members():
    body = gzip.compress(b"first,") + gzip.compress(b"second,") + gzip.compress(MESSAGE)
    assert decode_body(body, "gzip", 10000) == b"first,second," + MESSAGE


def test_longest_message():
    assert decode_body(gzip.compress(b"x" * 5000), "gzip", 5000) == b"x" * 5000
    with raises(ValueError):
        decode_body(gzip.compress(b"x" * 5001), "gzip", 5000)
    with raises(ValueError):
        decode_body(b"x" * 101, "", 100)


def test_damaged_body():
    body = gzip.compress(MESSAGE)
    for damaged in (b"no gzip at all", body[:-20], body[:-8] + b"\0" * 8):
        with raises(ValueError):
            decode_body(damaged, "gzip", 10000)


def test_other_encoding():
    with raises(ValueError):
        decode_body(b"hello", "br", 100)
