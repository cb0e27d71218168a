import struct

from bifocal import raises
from solution import read_records


def make_file(tmp_path, *records, head=b"MREC", tail=b""):
    path = tmp_path / "station.rec"
    path.write_bytes(head + b"".join(struct.pack(">I", len(record)) + record for record in records) + tail)
    return str(path)


def test_reads_records_in_order(tmp_path):
    assert read_records(make_file(tmp_path, b"first", b"second", b"3")) == [b"first", b"second", b"3"]


def test_no_records(tmp_path):
    assert read_records(make_file(tmp_path)) == []


def test_empty_record(tmp_path):
    assert read_records(make_file(tmp_path, b"", b"x", b"")) == [b"", b"x", b""]


def test_large_records(tmp_path):
    records = [bytes(range(256)) * 800, b"MREC" * 50000, b"\xff" * 70000]
    assert read_records(make_file(tmp_path, *records)) == records


def test_wrong_start(tmp_path):
    with raises(ValueError):
        read_records(make_file(tmp_path, b"first", head=b"MRECX"[1:]))
    with raises(ValueError):
        read_records(make_file(tmp_path, head=b""))


def test_ends_within_a_record(tmp_path):
    with raises(ValueError):
        read_records(make_file(tmp_path, b"first", tail=b"\0\0\0\5abc"))
    with raises(ValueError):
        read_records(make_file(tmp_path, b"first", tail=b"\0\0"))
