"""A filter of system calls: everything is allowed but what only a break-out needs.

A program of classic BPF for `prctl(PR_SET_SECCOMP)`, see seccomp(2). Refused calls fail with EPERM, as they would
for want of a capability; `clone3` with ENOSYS, so that the C library takes `clone`, whose flags can be looked at.
"""

import errno
import struct

INSTRUCTION_BYTES = 8

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
MACHINES = frozenset(_ARCHITECTURES)

# name: (number on x86_64, number on aarch64); None where the machine does not have the call
_REFUSED = {
    "shmget": (29, 194),  # memory that outlives its processes, and that no limit of theirs counts
    "ptrace": (101, 117),
    "syslog": (103, 116),
    "personality": (135, 92),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "mount": (165, 40),
    "umount2": (166, 39),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "iopl": (172, None),
    "ioperm": (173, None),
    "init_module": (175, 105),
    "delete_module": (176, 106),
    "quotactl": (179, 60),
    "clock_settime": (227, 112),
    "kexec_load": (246, 104),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "perf_event_open": (298, 241),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "finit_module": (313, 273),
    "kexec_file_load": (320, 294),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "pidfd_getfd": (438, 438),
    "mount_setattr": (442, 442),
}
CLONE = {"x86_64": 56, "aarch64": 220}
_SOCKET = {"x86_64": 41, "aarch64": 198}
_CLONE3 = 435

_NAMESPACE_FLAGS = 0x7E020000  # CLONE_NEW: NS, CGROUP, UTS, IPC, USER, PID, NET
_SOCKET_FAMILIES = (1, 2, 10)  # local, IPv4, IPv6; others reach deep into the kernel, or to the host
_X32_CALLS = 0x40000000  # a second numbering of x86_64's calls, which would pass by every number below

_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data


def assemble(machine):
    """The filter for a machine of MACHINES, as bytes: INSTRUCTION_BYTES for each instruction."""
    column = 0 if machine == "x86_64" else 1
    refused = [numbers[column] for numbers in _REFUSED.values() if numbers[column] is not None]
    denied = _ERRNO | errno.EPERM
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, _ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        program += [(_AT_LEAST, 0, 1, _X32_CALLS), (_RETURN, 0, 0, denied)]
    for number in refused:
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, denied)]
    program += [(_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    program += _by_argument(CLONE[machine], [(_ANY_BIT, _NAMESPACE_FLAGS)], denied)
    # netlink is also how the C library asks for the names of network devices: refused, it falls back
    program += _unless_argument(_SOCKET[machine], _SOCKET_FAMILIES, denied)
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)


def _by_argument(number, tests, verdict):
    """Refuses a call if one of the tests holds for its first argument."""
    body = [(_LOAD, 0, 0, _FIRST_ARGUMENT)]
    for operation, value in tests:
        body += [(operation, 0, 1, value), (_RETURN, 0, 0, verdict)]
    body.append((_LOAD, 0, 0, _NUMBER))
    return [(_EQUAL, 0, len(body), number), *body]


def _unless_argument(number, allowed, verdict):
    """Refuses a call unless its first argument is one of these."""
    body = [(_LOAD, 0, 0, _FIRST_ARGUMENT)]
    for value in allowed:
        body += [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, _ALLOW)]
    body.append((_RETURN, 0, 0, verdict))
    return [(_EQUAL, 0, len(body), number), *body]
