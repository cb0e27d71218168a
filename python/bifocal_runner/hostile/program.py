"""The hostile side of whole programs: starts one in a folder of its own, feeds it, and says what became of it.

A program may be a compiler or the sample itself. Nothing here is trusted; what it answers is only data.
"""

import base64
import contextlib
import os
import resource
import selectors
import shutil
import signal
import subprocess
import time

from ..linux import kernel

_CHUNK = 1 << 16
_KEPT_OF_STDERR = 4096


def answer(request):
    """What `run` says of a request, or that it does not start."""
    kernel.hide_memory()
    try:
        return run(request)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return {"unstartable": "%s: %s" % (type(error).__name__, error)}


def run(request):
    """Runs one program to its end.

    `request`: `argv`, `stdin` (text), `directory` (made if it is not there: as a copy of the folder `like`, if
    given), `files` to lay into it (path to text), `env` (beside our own), and the limits `cpu_seconds`,
    `wall_seconds`, `memory_bytes`, `stack_bytes`, `file_bytes`, `processes`, `output_bytes`.

    The answer: `exit` or `signal` (a number), `stdout` (base64), `stderr` (text, its middle left out if it is
    long), `cpu_seconds`, `timed_out`, `flooded` (it wrote more than `output_bytes` and was ended).
    Raises OSError, ValueError or SubprocessError if it does not start.
    """
    lay(request["directory"], request.get("like"), request["files"])
    process = subprocess.Popen(
        request["argv"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=request["directory"],
        env={**os.environ, **request["env"]},
        start_new_session=True,
        preexec_fn=lambda: _limit(request),
    )
    conversation = _Conversation(process, request["stdin"], request["output_bytes"])
    in_time = conversation.hold(request["wall_seconds"])
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    status, cpu_seconds = conversation.reap()
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    out_of_cpu = ended_by == signal.SIGXCPU or (
        ended_by == signal.SIGKILL and cpu_seconds >= request["cpu_seconds"]
    )
    return {
        **({"exit": os.WEXITSTATUS(status)} if ended_by is None else {"signal": ended_by}),
        "stdout": base64.b64encode(conversation.stdout).decode("ascii"),
        "stderr": _shortened(conversation.stderr),
        "cpu_seconds": cpu_seconds,
        "timed_out": not in_time or out_of_cpu,
        "flooded": conversation.flooded,
    }


def lay(directory, like, files):
    """Makes a folder, as a copy of another if asked for, and lays files into it."""
    if like is not None:
        shutil.copytree(like, directory, symlinks=True)
    for path, text in files.items():
        place = os.path.join(directory, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(text)
    os.makedirs(directory, exist_ok=True)


def _limit(request):
    """rlimits of the program. Not of its address space: Go, Java and V8 reserve far more than they use."""
    cpu = request["cpu_seconds"]
    for name, soft, hard in (
        ("RLIMIT_CPU", cpu, cpu + 1),  # Go takes no notice of the first
        ("RLIMIT_DATA", request["memory_bytes"], request["memory_bytes"]),
        ("RLIMIT_STACK", request["stack_bytes"], request["stack_bytes"]),
        ("RLIMIT_FSIZE", request["file_bytes"], request["file_bytes"]),
        ("RLIMIT_NPROC", request["processes"], request["processes"]),
        ("RLIMIT_NOFILE", 256, 256),
        ("RLIMIT_CORE", 0, 0),
    ):
        _, most = resource.getrlimit(getattr(resource, name))
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        resource.setrlimit(getattr(resource, name), (soft, hard))


class _Conversation:
    """Writes to a process and reads from it at once, until it ends."""

    def __init__(self, process, stdin, limit):
        self.process = process
        self.limit = limit
        self.unsent = memoryview(stdin.encode("utf-8", "surrogatepass"))
        self.stdout = bytearray()
        self.stderr = bytearray()
        self.flooded = False
        self.ended = None

    def hold(self, seconds):
        """Talks until the process ends or floods us; says whether that was in time."""
        deadline = time.monotonic() + seconds
        with _child_signal() as bell, selectors.DefaultSelector() as selector:
            selector.register(bell, selectors.EVENT_READ, lambda: os.read(bell, _CHUNK))
            for pipe, handle in self._handlers(selector):
                os.set_blocking(pipe.fileno(), False)
                events = selectors.EVENT_WRITE if pipe is self.process.stdin else selectors.EVENT_READ
                selector.register(pipe, events, handle)
            while not self._has_ended() and not self.flooded:
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                for key, _ in selector.select(left):
                    key.data()
        return True

    def reap(self):
        """(wait status, CPU seconds) of the process, which has been told to end; reads what it left."""
        if self.ended is None:
            self.ended = os.wait4(self.process.pid, 0)
        self.process.returncode = 0  # it is reaped: Popen must not wait for it
        if not self.flooded:
            for pipe, kept in ((self.process.stdout, self.stdout), (self.process.stderr, self.stderr)):
                while not pipe.closed and self._read(pipe, kept):
                    pass
        _, status, usage = self.ended
        return status, usage.ru_utime + usage.ru_stime

    def _handlers(self, selector):
        process = self.process

        def on_input():
            if not self._write():
                selector.unregister(process.stdin)
                _close(process.stdin)

        def on_output(pipe, kept):
            if not self._read(pipe, kept):
                selector.unregister(pipe)
                _close(pipe)

        yield process.stdin, on_input
        yield process.stdout, lambda: on_output(process.stdout, self.stdout)
        yield process.stderr, lambda: on_output(process.stderr, self.stderr)

    def _write(self):
        """Sends a part of the input; says whether there is more to send and somebody to read it."""
        try:
            self.unsent = self.unsent[os.write(self.process.stdin.fileno(), self.unsent[:_CHUNK]) :]
        except BlockingIOError:
            return True
        except OSError:
            return False
        return len(self.unsent) > 0

    def _read(self, pipe, kept):
        """Takes a part of the output; says whether there may be more."""
        try:
            part = os.read(pipe.fileno(), _CHUNK)
        except BlockingIOError:
            return not self._has_ended()
        kept += part[: self.limit - len(kept)]
        self.flooded = self.flooded or (len(kept) == self.limit and len(part) > 0)
        return len(part) > 0 and not self.flooded

    def _has_ended(self):
        if self.ended is None:
            found = os.wait4(self.process.pid, os.WNOHANG)
            self.ended = found if found[0] else None
        return self.ended is not None


@contextlib.contextmanager
def _child_signal():
    """A descriptor that becomes readable when a child ends."""
    readable, writable = os.pipe()
    os.set_blocking(readable, False)
    os.set_blocking(writable, False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    before = signal.set_wakeup_fd(writable, warn_on_full_buffer=False)
    try:
        yield readable
    finally:
        signal.set_wakeup_fd(before)
        os.close(readable)
        os.close(writable)


def _close(pipe):
    with contextlib.suppress(OSError):
        pipe.close()


def _shortened(data):
    """The beginning and the end of a text: a compiler's first error, a crash's last words."""
    text = data.decode("utf-8", "replace")
    if len(text) <= 2 * _KEPT_OF_STDERR:
        return text
    return text[:_KEPT_OF_STDERR] + "\n...\n" + text[-_KEPT_OF_STDERR:]
