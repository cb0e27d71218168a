"""Files in the folder of a call: what stands there before it, and what it leaves. The sample can write there, too."""

import contextlib
import errno
import io
import json
import os
import sqlite3
import stat
import tarfile
import zipfile

from .candidate import HarnessError, Stopped
from .cases import fresh_folder

_MOST_BYTES = 1 << 20
_MOST_LEFT = 20
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_CHANGED = (errno.EEXIST, errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EACCES, errno.EPERM)


def made(files):
    """By path, the bytes of the files that a call finds in its folder."""
    return {path: _BYTES[file["kind"]](file["content"]) for path, file in files.items()}


def lay(files, folder):
    """Writes such files; their times are older than anything that is written later.

    Stops the case where the sample, of which processes may run already, has put something in their place.
    """
    for path, content in files.items():
        above, name = os.path.split(path)
        try:
            with _folder(folder, above, make=True) as parent:
                descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=parent)
        except OSError as error:
            if error.errno in _CHANGED:
                raise Stopped("tampered", "tampered with the folder: %s" % error.strerror) from None
            raise
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.utime(descriptor, (0, 0))


def text_at(folder, path):
    """The text of a file below a folder of the sample; None where there is none, or something else than a text file."""
    return _text(_bytes_at(folder, path))


def texts_left(folder, laid):
    """By path, what stands in a folder and was not laid there, at most so many: its text, or None if it is no text."""
    left = {}
    for path in _paths(folder):
        content = _bytes_at(folder, path)
        if content is None or content != laid.get(path):
            left[path] = _text(content)
        if len(left) == _MOST_LEFT:
            break
    return left


def _paths(folder):
    """The paths below a folder of what is no folder."""
    inside = [""]
    while inside:
        above = inside.pop()
        try:
            with _folder(folder, above) as opened, os.scandir(opened) as entries:
                found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
        except OSError:
            continue
        inside += [os.path.join(above, name) for name, is_folder in reversed(found) if is_folder]
        yield from (os.path.join(above, name) for name, is_folder in found if not is_folder)


def _bytes_at(folder, path):
    """What is in a regular file. Links are not followed: they lead to what the sample may not have written."""
    above, name = os.path.split(path)
    try:
        with _folder(folder, above) as parent:
            descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=parent)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(_MOST_BYTES + 1)
    finally:
        os.close(descriptor)
    return content if len(content) <= _MOST_BYTES else None


@contextlib.contextmanager
def _folder(root, path, make=False):
    """A descriptor of the root, or a folder below it, that is reached through no link."""
    descriptor = os.open(root, _FOLDER)
    try:
        for part in filter(None, path.split(os.sep)):
            if make:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(part, dir_fd=descriptor)
            inner = os.open(part, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
        yield descriptor
    finally:
        os.close(descriptor)


def _text(content):
    try:
        return None if content is None else content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _database(script):
    with fresh_folder("database-") as folder:
        path = os.path.join(folder, "made.db")
        connection = sqlite3.connect(path)
        try:
            connection.executescript(script)
        except sqlite3.Error as error:
            raise HarnessError("a database cannot be made: %s" % error) from None
        finally:
            connection.close()
        with open(path, "rb") as file:
            return file.read()


def _zip(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in json.loads(entries).items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return buffer.getvalue()


def _tar(entries):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path, text in json.loads(entries).items():
            info = tarfile.TarInfo(path)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return buffer.getvalue()


_BYTES = {"text": str.encode, "sql": _database, "zip": _zip, "tar": _tar}
