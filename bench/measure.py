"""Runs a command and says what its whole process tree cost: wall time, and CPU time by user and system.

    python3 -I measure.py REPORT.json COMMAND...      runs the command; exits as it does
    python3 -I measure.py REPORT.json --self-check    runs a tree whose cost is known

CPU time is read from a control group of the command's own (version 1 `cpuacct`, or version 2), which counts every
process ever in it, also those that nobody waited for. Where no group can be made, it is RUSAGE_CHILDREN of this
process, which adopts orphans (PR_SET_CHILD_SUBREAPER); that misses what a parent ignored (SIGCHLD) and what died with
the first process of a pid namespace. The peak of resident memory is that of the largest process, and misses the same.
"""

import contextlib
import ctypes
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


class Group:
    """A control group below our own; entered by the command before it starts."""

    def __init__(self, folder, version):
        self.folder = folder
        self.method = "control group (version %d)" % version
        self.version = version

    def enter(self):
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def cpu(self):
        """(user, system) seconds."""
        if self.version == 1:
            files = ("cpuacct.usage_user", "cpuacct.usage_sys")
            return tuple(int((self.folder / name).read_text()) / 1e9 for name in files)
        stat = dict(line.split() for line in (self.folder / "cpu.stat").read_text().splitlines())
        return tuple(int(stat[name]) / 1e6 for name in ("user_usec", "system_usec"))

    def left(self):
        return [int(line) for line in (self.folder / "cgroup.procs").read_text().split()]

    def close(self):
        for _ in range(100):
            with contextlib.suppress(OSError):
                self.folder.rmdir()
                return
            time.sleep(0.05)


class Children:
    """The fallback: what this process has waited for."""

    method = "RUSAGE_CHILDREN of a process that adopts orphans"

    def enter(self):
        pass

    def cpu(self):
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime, used.ru_stime

    def left(self):
        threads = pathlib.Path("/proc/self/task").iterdir()
        return [int(word) for thread in threads for word in (thread / "children").read_text().split()]

    def close(self):
        pass


def open_group():
    """A new control group where one can be made, else None."""
    memberships = [line.split(":", 2) for line in pathlib.Path("/proc/self/cgroup").read_text().splitlines()]
    for version, marker in ((1, "cpuacct"), (2, "")):
        own = next((path for _, names, path in memberships if marker in names.split(",")), None)
        for mount in mounts(version) if own else ():
            folder = pathlib.Path(mount + own) / ("bifocal-bench-%d" % os.getpid())
            with contextlib.suppress(OSError, KeyError):
                folder.mkdir()
                group = Group(folder, version)
                group.cpu()
                if subprocess.run(["true"], preexec_fn=group.enter).returncode == 0:
                    return group
    return None


def mounts(version):
    lines = (line.split() for line in pathlib.Path("/proc/self/mounts").read_text().splitlines())
    for _, place, kind, options, *_ in lines:
        if (kind == "cgroup" and version == 1 and "cpuacct" in options.split(",")) or (
            kind == "cgroup2" and version == 2
        ):
            yield place


def run(command):
    """The report of one command."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    signal.signal(signal.SIGTERM, stop)
    meter = open_group() or Children()
    before, busy = meter.cpu(), machine_busy()
    start = time.monotonic()
    try:
        code = subprocess.Popen(command, preexec_fn=meter.enter).wait()
    finally:  # also when it is told to stop
        wall = time.monotonic() - start
        left = end(meter)
        user, system = (after - was for after, was in zip(meter.cpu(), before))
        meter.close()
    others = machine_busy() - busy - user - system
    return code, {
        "method": meter.method,
        "wall": wall,
        "user": user,
        "system": system,
        "others": max(0.0, others),
        "peak": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,  # KiB, on Linux
        "left": left,
    }


def stop(number, frame):
    signal.signal(number, signal.SIG_IGN)  # who stops us may say so twice
    sys.exit(128 + number)


def end(meter):
    """Ends what the command has left running and waits for it; how many processes that were."""
    seen = set()
    while True:
        left = [pid for pid in meter.left() if alive(pid)]
        seen.update(left)
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not left:
            return len(seen)
        time.sleep(0.01)


def alive(pid):
    with contextlib.suppress(OSError):
        return pathlib.Path("/proc/%d/stat" % pid).read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def machine_busy():
    """CPU seconds that the whole machine has worked for anybody since it started."""
    user, nice, system, _, _, irq, softirq = pathlib.Path("/proc/stat").read_text().split()[1:8]
    ticks = int(user) + int(nice) + int(system) + int(irq) + int(softirq)
    return ticks / os.sysconf("SC_CLK_TCK")


BURN = "import time\nwhile time.process_time() < 0.5: pass\n"
TREE = """
import os, signal, subprocess, sys
how = sys.argv[1]
if how == "ignored": signal.signal(signal.SIGCHLD, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-I", "-c", {burn!r}])
if how in ("waited", "ignored"): child.wait()
if how == "killed": os.kill(os.getpid(), signal.SIGKILL)
""".format(burn=BURN)
CHECK = """
import subprocess, sys
for how in ("waited", "orphaned", "killed", "ignored"):
    # reading to the end of the output waits for all who hold it, orphans too
    subprocess.run([sys.executable, "-I", "-c", {tree!r}, how], stdout=subprocess.PIPE)
""".format(tree=TREE)


def self_check():
    """Grandchildren burn 0.5 s each: waited for, orphaned, of a killed parent, of one that ignores SIGCHLD."""
    code, report = run([sys.executable, "-I", "-c", CHECK])
    return code, {**report, "burnt": 2.0}


def main(report_file, *command):
    code, report = self_check() if command == ("--self-check",) else run(command)
    pathlib.Path(report_file).write_text(json.dumps(report))
    sys.exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main(*sys.argv[1:])
