"""The first program inside a sandbox: starts the judge of one job after another.

Standard input carries jobs: four bytes of length, then one JSON document, which the judge's process alone reads.
Standard output carries JSON lines: one `ready`, then per job what the judge reports and one `ended`. Where the
kernel lets us, every job gets PID, mount, IPC, network and host name namespaces of its own and this process, with
the libraries that many samples import already in memory, is forked for each (`warm`); elsewhere it takes one job.
"""

import gc
import json
import os
import struct
import sys

from . import profiles
from .judging import main as judge
from .judging import styles
from .linux import kernel

_LENGTH = struct.Struct(">I")
_JOB_NAMESPACES = (
    kernel.NEW_PIDS | kernel.NEW_MOUNTS | kernel.NEW_IPC | kernel.NEW_NETWORK | kernel.NEW_HOSTNAME
)
_FRESH_FOLDERS = ("/tmp", "/dev/shm")
_TMP_FILES = 65536


def main(options):
    """`options`: `warm`, `site`, `tmp_bytes`, `memory_events`, and for a warm one the `profile` to load first."""
    _prepare_imports(options["site"])
    if options["warm"]:
        options["kept"] = {folder: kernel.mounts_below(folder) for folder in _FRESH_FOLDERS}
        _warm_up(options["profile"])
    _say(event="ready", **_isolation(options))
    while (header := _read_header()) is not None:
        (size,) = _LENGTH.unpack(header)
        if not options["warm"]:
            judge.main(size, False, options["memory_events"])
        elif not _in_namespaces(options, lambda: judge.main(size, True, options["memory_events"])):
            sys.exit("the judge died")  # perhaps in the middle of its job: what follows cannot be told apart
        _say(event="ended")


def _in_namespaces(options, work):
    """Does work in a fork of this process, in a fresh world; returns whether it came to its end."""
    child = kernel.clone(_JOB_NAMESPACES)
    if child == 0:
        status = 1
        try:
            _furnish(options)
            work()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return status == 0


def _furnish(options):
    """A fresh world for one job."""
    for folder in _FRESH_FOLDERS:
        kernel.mount_tmpfs_around(folder, options["tmp_bytes"], _TMP_FILES, options["kept"][folder])
    kernel.raise_loopback()
    os.chdir("/tmp")


def _isolation(options):
    """Tries the namespaces once, so that whoever started us knows before the first job."""
    if not options["warm"]:
        return {"namespaces": False}
    try:
        return {"namespaces": _in_namespaces(options, lambda: None)}
    except (OSError, AttributeError):
        return {"namespaces": False}


def _prepare_imports(site_folder):
    """The interpreter was started without `site`: add the test libraries and the usual interactive names."""
    import site

    site.setquit()
    site.sethelper()
    if site_folder:
        site.addsitedir(site_folder)


def _warm_up(profile):
    styles.import_all()
    profiles.load(profile)
    gc.collect()
    gc.freeze()


def _read_header():
    """The next job's header; None at the end of the input."""
    data = b""
    while len(data) < _LENGTH.size:
        part = os.read(0, _LENGTH.size - len(data))
        if not part:
            return None
        data += part
    return data


def _say(**fields):
    """One line of our own, whatever a judge that died left behind."""
    os.write(1, b"\n" + json.dumps(fields).encode("ascii") + b"\n")
