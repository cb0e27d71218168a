"""What the runner asks of the Linux kernel: namespaces, mounts, capabilities, a filter of system calls.

Everything raises OSError where the kernel says no. Elsewhere than on Linux nothing of it is there: `AVAILABLE`.
"""

import array
import ctypes
import fcntl
import os
import platform
import resource
import socket
import stat
import struct
import sys

from . import seccomp

MACHINE = platform.machine()
AVAILABLE = sys.platform.startswith("linux") and MACHINE in seccomp.MACHINES

NEW_MOUNTS = 0x00020000
NEW_HOSTNAME = 0x04000000
NEW_IPC = 0x08000000
NEW_PIDS = 0x20000000
NEW_NETWORK = 0x40000000

_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_EXECUTION = 1, 2, 4, 8
_BIND, _WITH_MOUNTS_BELOW = 4096, 16384
_SIGCHLD = 17
_CAPSET = {"x86_64": 126, "aarch64": 91}
_PR_SET_DUMPABLE, _PR_SET_SECCOMP = 4, 22
_PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 36, 38
_CAPABILITIES_VERSION_3 = 0x20080522
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1

# PyDLL keeps the interpreter's lock: between the two sides of a clone nothing else may run.
_libc = ctypes.PyDLL(None, use_errno=True) if AVAILABLE else None

# made once: every job needs it twice
_FILTER = ctypes.create_string_buffer(seccomp.assemble(MACHINE)) if AVAILABLE else b""
_FILTER_LENGTH = (len(_FILTER) - 1) // seccomp.INSTRUCTION_BYTES if AVAILABLE else 0
_FILTER_HEADER = struct.pack("HxxxxxxQ", _FILTER_LENGTH, ctypes.addressof(_FILTER)) if AVAILABLE else b""


def clone(namespaces):
    """Forks into new namespaces (NEW_* flags); returns as os.fork() does. Needs CAP_SYS_ADMIN."""
    _libc.PyOS_BeforeFork()
    child = _libc.syscall(seccomp.CLONE[MACHINE], _SIGCHLD | namespaces, 0, 0, 0, 0)
    if child == 0:
        _libc.PyOS_AfterFork_Child()
        return 0
    error = ctypes.get_errno()
    _libc.PyOS_AfterFork_Parent()
    return _checked(child, error)


def mount_tmpfs(folder, size, files):
    """Lays an empty file system in memory over a folder: `size` bytes, `files` inodes at most."""
    options = "size=%d,nr_inodes=%d,mode=1777" % (size, files)
    _call("mount", b"tmpfs", folder.encode(), b"tmpfs", _NO_SUID | _NO_DEVICES, options.encode())


def mounts_below(folder):
    """Paths of the mounts below a folder, the outermost ones alone."""
    with open("/proc/self/mountinfo", "rb") as file:
        escaped = [line.split()[4] for line in file]
    paths = sorted({path.decode("unicode_escape").encode("latin-1").decode() for path in escaped})
    below = [path for path in paths if path.startswith(folder + "/")]
    return [path for path in below if not any(path.startswith(other + "/") for other in below)]


def mount_tmpfs_around(folder, size, files, kept):
    """The same as `mount_tmpfs`, with these mounts below the folder still to be seen, as they were."""
    handles = [(path, os.open(path, os.O_PATH)) for path in kept]
    mount_tmpfs(folder, size, files)
    for path, handle in handles:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            os.makedirs(path)
        else:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
        source = "/proc/self/fd/%d" % handle
        _call("mount", source.encode(), path.encode(), None, _BIND | _WITH_MOUNTS_BELOW, None)
        os.close(handle)


def mount_proc():
    """Shows this PID namespace, and no other, at /proc, for reading only."""
    _call("mount", b"proc", b"/proc", b"proc", _READ_ONLY | _NO_SUID | _NO_DEVICES | _NO_EXECUTION, None)


def raise_loopback():
    """Makes 127.0.0.1 work in a network namespace of our own. Needs CAP_NET_ADMIN."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        request = array.array("b", struct.pack("16sh14x", b"lo", 0))
        fcntl.ioctl(handle, _SIOCGIFFLAGS, request)
        (flags,) = struct.unpack_from("h", request, 16)
        fcntl.ioctl(handle, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | _IFF_UP))


def give_up_privileges():
    """No capability, none to be had from any file, and no system call that only a break-out needs. For good."""
    _call("syscall", _CAPSET[MACHINE], struct.pack("Ii", _CAPABILITIES_VERSION_3, 0), bytes(24))
    _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _call("prctl", _PR_SET_SECCOMP, 2, _FILTER_HEADER, 0, 0)


def hide_memory(hidden=True):
    """Makes this process undumpable: others of the same user can neither read nor trace it. Says if it worked."""
    return AVAILABLE and _libc.prctl(_PR_SET_DUMPABLE, 0 if hidden else 1, 0, 0, 0) == 0


def adopt_orphans():
    """What is left behind below this process becomes its child, as it would be the first process's."""
    if AVAILABLE:
        _call("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def limit_memory(more):
    """From now on, so many more bytes of memory. Address space is also bounded, but higher: threads reserve much."""
    space = data = 0
    if AVAILABLE:
        with open("/proc/self/statm", "rb") as file:
            pages = file.read().split()
        space, data = (int(pages[field]) * os.sysconf("SC_PAGE_SIZE") for field in (0, 5))
    for limit, value in ((resource.RLIMIT_DATA, data + more), (resource.RLIMIT_AS, space + 4 * more)):
        resource.setrlimit(limit, (value, value))


def _call(name, *arguments):
    ctypes.set_errno(0)
    return _checked(getattr(_libc, name)(*arguments), ctypes.get_errno())


def _checked(result, error):
    if result < 0:
        raise OSError(error, os.strerror(error))
    return result
