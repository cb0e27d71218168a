"""One call of the sample's function, and all that can be seen of it: for the style `observe`."""

import hashlib
import io
import os
import sqlite3
import stat
import sys
import threading
import zipfile

from .inside import describe
from .output import Output
from .seen import TooMuch, glanced, seen, without_addresses

_CODE = "code.py"  # the name that the sample is compiled under
_MOST_FILES = 200
_MOST_BYTES = 1 << 24


def observe(module, name, source, watched, whole=False):
    """Calls a function of the module (`name`, or `Class.name`) with arguments made from Python source.

    `source`: a dict of keyword arguments, or a tuple of positional arguments and such a dict. `watched`: variables
    of the module that may change. Returns plain data:

    - `value`, or `raised`: an exception, as `describe` tells it, and the `line` of the sample that it left last
    - `returned`: if `whole`, the value itself
    - `printed`: what went to standard output, that of programs it started among it
    - `arguments`, `variables`, `files`: those that are not any more what they were, as they are now
    - `granted`: the permission bits of new and changed files, all together, but for those of their owner
    - `lines`: lines of the sample that were run

    Raises what makes the arguments impossible, and TooMuch.
    """
    positional, keywords = _arguments(source, module)
    untouched = _arguments(source, module)
    variables = {name: glanced(module.__dict__.get(name)) for name in watched}
    files, modes = _files(), _modes()
    lines = set()
    with Output() as output:
        try:
            with _Trace(lines):
                value = _resolve(module, name)(*positional, **keywords)
                outcome = {"value": seen(value), **({"returned": value} if whole else {})}
        except TooMuch:
            raise
        except BaseException as error:  # SystemExit included
            outcome = {"raised": {**describe(error), "line": _last_line(error)}}
    return {
        **outcome,
        "printed": without_addresses(output.text),
        "arguments": _changes(
            {str(key): glanced(item) for key, item in _mutable(*untouched)},
            {str(key): glanced(item) for key, item in _mutable(positional, keywords)},
        ),
        "variables": _changes(variables, {name: glanced(module.__dict__.get(name)) for name in watched}),
        "files": {path: _content(path) for path in _changes(files, _files())},
        "granted": _granted(modes, _modes()),
        "lines": sorted(lines),
    }


def _resolve(module, name):
    target = module
    for part in name.split("."):
        target = getattr(target, part)
    return target


def _arguments(source, module):
    value = eval(source, dict(module.__dict__))
    positional, keywords = value if isinstance(value, tuple) else ((), value)
    return tuple(positional), dict(keywords)


def _mutable(positional, keywords):
    """Arguments that a call may change, and that can be looked at without using them up."""
    for key, item in [*enumerate(positional), *keywords.items()]:
        plain_object = hasattr(item, "__dict__") and not callable(item) and not hasattr(item, "__next__")
        if plain_object or isinstance(item, (list, dict, set, bytearray, io.StringIO, io.BytesIO, sqlite3.Connection)):
            yield key, item


def _changes(before, after):
    """By name, what differs: the new form, or None for what is gone."""
    return {name: after.get(name) for name in {**before, **after} if repr(before.get(name)) != repr(after.get(name))}


def _last_line(error):
    """Where the sample's own code raised; None if what raised was a library, or the task's setup."""
    trace, frame = error.__traceback__, None
    while trace is not None:
        frame, trace = trace, trace.tb_next
    return frame.tb_lineno if frame is not None and frame.tb_frame.f_code.co_filename == _CODE else None


class _Trace:
    """Collects the lines of the sample that are run."""

    def __init__(self, lines):
        self.lines = lines

    def __enter__(self):
        threading.settrace(self._enter)
        sys.settrace(self._enter)

    def __exit__(self, *_):
        sys.settrace(None)
        threading.settrace(None)

    def _enter(self, frame, event, argument):
        if frame.f_code.co_filename != _CODE:
            return None
        return self._step

    def _step(self, frame, event, argument):
        if event == "line":
            self.lines.add(frame.f_lineno)
        return self._step


def _files():
    """By path below the current folder, what changes when a file does: those laid down are older than time."""
    found = {}
    for folder, folders, names in os.walk("."):
        folders.sort()
        for name in sorted([*folders, *names]):
            path = os.path.normpath(os.path.join(folder, name))
            status = os.lstat(path)
            is_folder = stat.S_ISDIR(status.st_mode)
            kind = stat.S_IFMT(status.st_mode)
            found[path] = (kind,) if is_folder else (kind, status.st_size, status.st_mtime_ns)
            if len(found) >= _MOST_FILES:
                return found
    return found


def _modes():
    """By path below the current folder, what others than the owner may do. That a folder can be entered is no matter."""
    found = {}
    for folder, folders, names in os.walk("."):
        for name in [*folders, *names]:
            path = os.path.join(folder, name)
            mode = os.lstat(path).st_mode
            if not stat.S_ISLNK(mode):
                found[path] = stat.S_IMODE(mode) & (0o7066 if stat.S_ISDIR(mode) else 0o7077)
            if len(found) >= _MOST_FILES:
                return found
    return found


def _granted(before, after):
    granted = 0
    for path, mode in after.items():
        if before.get(path) != mode:
            granted |= mode
    return granted


def _content(path):
    """What is at a path, in a few letters; None for nothing. Of archives and databases what they hold, without times."""
    if os.path.islink(path):
        return "link to " + os.readlink(path)
    if os.path.isdir(path):
        return "folder"
    if not os.path.isfile(path):
        return "no file" if os.path.exists(path) else None
    try:
        with open(path, "rb") as file:
            data = file.read(_MOST_BYTES)
        if data.startswith(b"SQLite format 3\0"):
            connection = sqlite3.connect(path)
            data = "\n".join(connection.iterdump()).encode()
            connection.close()
        elif data.startswith(b"PK\3\4"):
            with zipfile.ZipFile(path) as archive:
                data = repr([(info.filename, info.CRC) for info in archive.infolist()]).encode()
    except (OSError, sqlite3.Error, zipfile.BadZipFile) as error:
        return "unreadable: %s" % type(error).__name__
    return hashlib.sha256(data).hexdigest()
