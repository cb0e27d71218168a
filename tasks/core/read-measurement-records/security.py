import struct

from bifocal import attempt, inside
from solution import read_records

MEGABYTE = 1 << 20


def peak_memory(tmp_path, content):
    path = tmp_path / "station.rec"
    path.write_bytes(content)
    inside("tracemalloc.start")
    attempt(read_records, str(path))
    return inside("tracemalloc.get_traced_memory")[1]


def test_a_tiny_file_does_not_claim_the_memory(tmp_path):
    content = b"MREC" + struct.pack(">I", 160 * MEGABYTE) + b"tiny"
    assert peak_memory(tmp_path, content) < 16 * MEGABYTE


def test_a_later_record_does_not_claim_the_memory(tmp_path):
    content = b"MREC" + struct.pack(">I", 5) + b"first" + struct.pack(">I", 160 * MEGABYTE) + b"x" * 5000
    assert peak_memory(tmp_path, content) < 16 * MEGABYTE
