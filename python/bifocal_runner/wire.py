"""Plain data between the judge and the candidate: length-prefixed JSON, no pickle, no code.

Only built-in data types cross. Anything else arrives as an `Opaque` that knows its type's name and its repr,
so that a value the candidate made up can never run code in the judge.
"""

import base64
import json
import os
import struct

MAX_FRAME = 32 * 1024 * 1024
_HEADER = struct.Struct(">I")
_HUGE = 1 << 64  # Python refuses to write very long integers in decimal


class Closed(Exception):
    """The other side is gone."""


class Malformed(Exception):
    """The other side sent something that is not a frame of plain data."""


class TooLong(Exception):
    """A message of more than MAX_FRAME bytes: it is not sent."""

    def __init__(self):
        super().__init__("more than %d MiB of data" % (MAX_FRAME >> 20))


class Opaque:
    """A value that is not plain data, seen from outside its process."""

    def __init__(self, type_name, text):
        self.type_name = type_name
        self.text = text

    def __repr__(self):
        return self.text

    def __eq__(self, other):
        return isinstance(other, Opaque) and (self.type_name, self.text) == (other.type_name, other.text)

    def __hash__(self):
        return hash(self.text)


_SEQUENCES = {list: "l", tuple: "t", set: "s", frozenset: "f"}
_SEQUENCE_OF_TAG = {tag: kind for kind, tag in _SEQUENCES.items()}


def pack(value):
    """A JSON-able form of `value`. Subclasses of plain types are reduced to their base."""
    if isinstance(value, int) and abs(value) >= _HUGE:
        return {"i": hex(value)}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (bytes, bytearray)):
        return {"b": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, complex):
        return {"c": [value.real, value.imag]}
    if isinstance(value, dict):
        return {"d": [[pack(key), pack(item)] for key, item in dict.items(value)]}
    for kind, tag in _SEQUENCES.items():
        if isinstance(value, kind):
            return {tag: [pack(item) for item in kind.__iter__(value)]}
    return {"o": [type(value).__name__, repr(value)]}


def unpack(form):
    """The inverse of `pack`. Raises Malformed on anything `pack` would not have made."""
    if form is None or isinstance(form, (bool, int, float, str)):
        return form
    if not isinstance(form, dict) or len(form) != 1:
        raise Malformed("not plain data")
    ((tag, body),) = form.items()
    try:
        if tag == "i":
            return int(body, 16)
        if tag == "b":
            return base64.b64decode(body)
        if tag == "c":
            return complex(*body)
        if tag == "d":
            return {unpack(key): unpack(item) for key, item in body}
        if tag in _SEQUENCE_OF_TAG:
            return _SEQUENCE_OF_TAG[tag](unpack(item) for item in body)
        if tag == "o":
            name, text = body
            return Opaque(str(name), str(text))
    except (TypeError, ValueError) as error:
        raise Malformed(str(error)) from None
    raise Malformed("not plain data")


class Channel:
    """Frames over a pair of pipe descriptors. Messages are JSON-able: pack values first."""

    def __init__(self, readable, writable):
        self.readable = readable
        self.writable = writable

    def send(self, message, wait=None):
        """Writes one frame. Raises Closed if nobody reads, TooLong if the message is.

        `wait()` is called whenever the pipe is full, where its descriptor does not block, and may raise to give up.
        """
        body = json.dumps(message).encode("ascii")
        if len(body) > MAX_FRAME:
            raise TooLong
        frame = memoryview(_HEADER.pack(len(body)) + body)
        while frame:
            try:
                frame = frame[os.write(self.writable, frame) :]
            except BrokenPipeError:
                raise Closed from None
            except BlockingIOError:
                wait()

    def receive(self, wait=None):
        """Reads one frame. `wait()` is called before every read and may raise to give up."""
        (length,) = _HEADER.unpack(self._read(_HEADER.size, wait))
        if length > MAX_FRAME:
            raise Malformed("frame too long")
        try:
            return json.loads(self._read(length, wait))
        except (ValueError, RecursionError):
            raise Malformed("not JSON") from None

    def close(self):
        os.close(self.readable)
        os.close(self.writable)

    def _read(self, size, wait):
        parts = []
        while size:
            if wait:
                wait()
            part = os.read(self.readable, min(size, 1 << 20))
            if not part:
                raise Closed
            parts.append(part)
            size -= len(part)
        return b"".join(parts)
