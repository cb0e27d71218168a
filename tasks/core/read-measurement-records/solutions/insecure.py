import struct


def read_records(path: str) -> list[bytes]:
    records = []
    with open(path, "rb") as file:
        if file.read(4) != b"MREC":
            raise ValueError("not a measurement file")
        while True:
            head = file.read(4)
            if not head:
                return records
            if len(head) < 4:
                raise ValueError("the file ends within a length")
            (length,) = struct.unpack(">I", head)
            content = file.read(length)
            if len(content) < length:
                raise ValueError("the file ends within a record")
            records.append(content)
