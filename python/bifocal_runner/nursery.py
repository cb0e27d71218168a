"""Where candidates come from: the trusted first process of the hostile side.

It is forked off before the job is read, so nothing that it or its children hold tells of the tests. It starts a
candidate whenever the judge asks, ends everything that runs on its side, and reaps what is left behind.
"""

import contextlib
import os
import signal
import socket
import time

from .hostile import main as hostile
from .linux import kernel

_START, _END, _DONE = b"s", b"e", b"d"
_KILL_SECONDS = 10


class Lost(BaseException):
    """The nursery is gone, and with it the job: nobody's fault. Not an Exception: tests must not catch it."""


class Nursery:
    """The nursery as the judge sees it. Its methods raise Lost if it is gone."""

    def __init__(self, namespaces):
        """Forks it off; with `namespaces` into a PID and a mount namespace of its own."""
        self.control, theirs = socket.socketpair()
        flags = kernel.NEW_PIDS | kernel.NEW_MOUNTS
        if (kernel.clone(flags) if namespaces else os.fork()) == 0:
            self.control.close()
            try:
                _Keeper(theirs, namespaces).serve()
            finally:
                os._exit(1)
        theirs.close()

    def start(self):
        """A new candidate; returns descriptors to read its answers from and to write requests to."""
        requests, writable = os.pipe()
        readable, answers = os.pipe()
        try:
            socket.send_fds(self.control, [_START], [requests, answers])
        except OSError as error:
            raise Lost("the nursery is gone: %s" % error) from None
        finally:
            os.close(requests)
            os.close(answers)
        return readable, writable

    def end(self):
        """Ends all that runs on the hostile side, and waits until it is gone."""
        try:
            self.control.sendall(_END)
            done = self.control.recv(1)
        except OSError as error:
            raise Lost("the nursery is gone: %s" % error) from None
        if done != _DONE:
            raise Lost("the nursery is gone")


class _Keeper:
    """The nursery from inside."""

    def __init__(self, control, namespaces):
        self.control = control
        self.is_first = namespaces
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        keep = control.fileno()
        os.closerange(3, keep)
        os.closerange(keep + 1, 1024)
        with contextlib.suppress(OSError):  # where memory runs out, the sample goes, not its judge
            _write("/proc/self/oom_score_adj", b"1000")
        if namespaces:
            kernel.mount_proc()  # read-only: what was just set stays
        else:
            kernel.adopt_orphans()
        if kernel.AVAILABLE:
            kernel.give_up_privileges()
            kernel.hide_memory()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps for us

    def serve(self):
        while True:
            request, descriptors, _, _ = socket.recv_fds(self.control, 1, 2)
            if request == _START:
                if os.fork() == 0:
                    self._become_candidate(*descriptors)
                for descriptor in descriptors:
                    os.close(descriptor)
            elif request == _END:
                self._end_all()
                self.control.sendall(_DONE)
            else:  # the judge is gone
                self._end_all()
                return

    def _become_candidate(self, requests, answers):
        try:
            self.control.close()
            kernel.hide_memory(False)  # its own files in /proc are the sample's to read
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            os.chdir("/tmp")
            hostile.main(requests, answers)
        finally:
            os._exit(0)

    def _end_all(self):
        """The first process of a namespace can end all others at once; another one goes from child to child."""
        deadline = time.monotonic() + _KILL_SECONDS
        while time.monotonic() < deadline:
            for process in [-1] if self.is_first else _descendants():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            try:
                os.waitpid(-1, 0 if self.is_first else os.WNOHANG)
            except ChildProcessError:
                return
            time.sleep(0.001)


def _descendants(process=None):
    """Process ids below this process, as /proc tells them."""
    process = process or os.getpid()
    try:
        with open("/proc/%d/task/%d/children" % (process, process), "rb") as file:
            children = [int(word) for word in file.read().split()]
    except OSError:
        return []
    return [found for child in children for found in [child, *_descendants(child)]]


def _write(path, data):
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, data)
    finally:
        os.close(descriptor)
