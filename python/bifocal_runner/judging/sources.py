"""Python source of values that came over the wire."""

import math

_LONGEST_DECIMAL = 1 << 64  # Python refuses to read very long integers in decimal


class NoSource(Exception):
    """A value that no literal makes."""


def source_of(value):
    """Source that reads back as an equal value, the same for equal ones but for the order of dicts.

    Raises NoSource for what is not plain data.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return 'float("%s")' % value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _LONGEST_DECIMAL:
        return hex(value)
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return repr(value)
    if isinstance(value, complex):
        return "complex(%s, %s)" % (source_of(value.real), source_of(value.imag))
    if isinstance(value, dict):
        return "{%s}" % ", ".join("%s: %s" % (source_of(key), source_of(item)) for key, item in value.items())
    if isinstance(value, (set, frozenset)):
        inside = "{%s}" % ", ".join(sorted(map(source_of, value))) if value else ""
        return inside if inside and isinstance(value, set) else "%s(%s)" % (type(value).__name__, inside)
    if isinstance(value, list):
        return "[%s]" % ", ".join(map(source_of, value))
    if isinstance(value, tuple):
        return "(%s)" % "".join(source_of(item) + ", " for item in value)
    raise NoSource
