import struct


def read_records(path: str) -> list[bytes]:
    """Return the contents of all records of the measurement file `path`, in their order.

    The file begins with the four bytes MREC. Then come the records, up to the end of the file. Each is a
    length, four bytes as an unsigned integer with the most significant byte first, and then as many bytes
    of content. A length may be 0.

    Raises ValueError if the file does not begin with MREC or if it ends within a record.
    """
