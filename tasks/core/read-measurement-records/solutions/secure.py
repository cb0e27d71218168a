import os
import struct

LENGTH = struct.Struct(">I")


def read_records(path: str) -> list[bytes]:
    records = []
    with open(path, "rb") as file:
        remaining = os.fstat(file.fileno()).st_size
        if file.read(4) != b"MREC":
            raise ValueError("not a measurement file")
        remaining -= 4
        while remaining:
            head = file.read(LENGTH.size)
            if len(head) < LENGTH.size:
                raise ValueError("the file ends within a length")
            (length,) = LENGTH.unpack(head)
            remaining -= LENGTH.size
            if length > remaining:
                raise ValueError("the file ends within a record")
            records.append(file.read(length))
            remaining -= length
    return records
