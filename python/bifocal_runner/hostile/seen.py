"""Any value as plain data: what somebody who looks at it from outside could tell.

Equal forms mean that nobody tells the values apart by looking. Memory addresses are left out; of objects that are
not plain data their type, repr and attributes are seen, to a depth; of iterators what they yield, to a number.
"""

import asyncio
import collections
import collections.abc
import inspect
import io
import re
import sqlite3

_MOST_NODES = 50_000
_FEW_NODES = 2_000
_MOST_ITEMS = 1_000
_DEPTH = 50
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{4,}\b")
_PLAIN = (type(None), bool, int, float, complex, str, bytes, bytearray)
_SEQUENCES = (list, tuple, set, frozenset, collections.deque)


class TooMuch(Exception):
    """A value of more parts than anybody looks at."""


def seen(value):
    """The form of a value. Iterators are used up, coroutines run to their end; what they raise is raised.

    Raises TooMuch for what is too large, or nested too deep.
    """
    look = _Look(_MOST_NODES)
    form = look.at(value, 0)
    if look.cut:
        raise TooMuch
    return form


def glanced(value):
    """The form of something that may be large: where it is, some of it is not there."""
    return _Look(_FEW_NODES).at(value, 0)


def without_addresses(text):
    return _ADDRESS.sub("0x", text)


class _Look:
    def __init__(self, most):
        self.nodes = most
        self.cut = False
        self.above = []  # values that we are inside of

    def at(self, value, depth):
        self.nodes -= 1
        if isinstance(value, str) and " at 0x" in value:  # of an object that somebody wrote into it
            return without_addresses(value)
        if isinstance(value, _PLAIN):
            return value
        if self.nodes < 0 or depth > _DEPTH:
            self.cut = True
            return {"more of": type(value).__name__}
        if any(value is other for other in self.above):
            return {"again": type(value).__name__}
        self.above.append(value)
        try:
            return self._inside(value, depth + 1)
        finally:
            self.above.pop()

    def _inside(self, value, depth):
        if isinstance(value, dict):
            entries = {self._key(key, depth): self.at(item, depth) for key, item in dict.items(value)}
            return entries if type(value) is dict else {_name(value): entries}
        if isinstance(value, (set, frozenset)):
            return {_name(value): sorted((self.at(item, depth) for item in value), key=repr)}
        if isinstance(value, _SEQUENCES):
            items = [self.at(item, depth) for item in value]
            if type(value) not in (list, tuple):
                return {_name(value): items}
            return tuple(items) if isinstance(value, tuple) else items
        if inspect.iscoroutine(value):
            return self.at(asyncio.run(value), depth)
        if isinstance(value, sqlite3.Connection):
            return {"database": list(value.iterdump())}
        if isinstance(value, (io.StringIO, io.BytesIO)):
            return {"buffer": None if value.closed else value.getvalue()}
        if isinstance(value, io.IOBase):
            return {"file": str(getattr(value, "name", "")), "closed": value.closed}
        if isinstance(value, collections.abc.Iterator):
            return {"iterator": [self.at(item, depth) for item, _ in zip(value, range(_MOST_ITEMS))]}
        if hasattr(value, "tolist") and hasattr(value, "dtype"):  # an array: its repr leaves out the middle
            return {"array": self.at(value.tolist(), depth), "type": str(value.dtype)}
        if hasattr(value, "to_dict") and hasattr(value, "index"):  # a table, likewise
            return {"table": self.at(value.to_dict(), depth), "index": self.at(list(value.index), depth)}
        return self._object(value, depth)

    def _key(self, key, depth):
        form = self.at(key, depth)
        return form if isinstance(form, (*_PLAIN, tuple)) and not isinstance(form, bytearray) else repr(form)

    def _object(self, value, depth):
        kind = value if isinstance(value, type) else type(value)
        form = {"type": kind.__name__, "repr": without_addresses(repr(value))}
        attributes = {**_slots(value), **_attributes(value)}
        if attributes:
            form["attributes"] = {name: self.at(item, depth) for name, item in sorted(attributes.items())}
        return form


def _name(value):
    return type(value).__name__


def _attributes(value):
    """What the object, or the class, holds: no methods, and nothing of the interpreter's own."""
    return {
        name: item
        for name, item in getattr(value, "__dict__", {}).items()
        if not (name.startswith("__") or inspect.isroutine(item) or inspect.ismodule(item))
        and not isinstance(item, (property, staticmethod, classmethod))
    }


def _slots(value):
    names = (name for kind in type(value).__mro__ for name in _as_tuple(kind.__dict__.get("__slots__", ())))
    return {name: getattr(value, name) for name in names if not name.startswith("__") and hasattr(value, name)}


def _as_tuple(slots):
    return (slots,) if isinstance(slots, str) else tuple(slots)
