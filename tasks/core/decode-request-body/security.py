import gzip

from bifocal import attempt, inside
from solution import decode_body

MEGABYTE = 1 << 20


def peak_memory(body):
    inside("tracemalloc.start")
    attempt(decode_body, body, "gzip", 10000)
    return inside("tracemalloc.get_traced_memory")[1]


def test_a_small_body_does_not_fill_the_memory():
    assert peak_memory(gzip.compress(bytes(48 * MEGABYTE), compresslevel=1)) < 12 * MEGABYTE


def test_many_members_do_not_fill_the_memory():
    assert peak_memory(gzip.compress(bytes(MEGABYTE)) * 48) < 12 * MEGABYTE
