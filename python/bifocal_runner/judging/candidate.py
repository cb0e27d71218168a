"""The candidate's process, seen from the judge."""

import builtins
import contextlib
import importlib.util
import math
import os
import select
import signal
import time

from .. import wire

_PROGRAM_MARGIN_SECONDS = 10


class Stopped(BaseException):
    """A case cannot go on; `outcome` says why. Not an Exception: tests must not catch it."""

    def __init__(self, outcome, message):
        super().__init__(message)
        self.outcome = outcome


class HarnessError(Exception):
    """The tests themselves do not work here: the task's fault, not the sample's."""


class Candidate:
    """Starts the sample when first needed, and again after it died."""

    def __init__(self, job, nursery):
        self.job = job
        self.limits = job["limits"]
        self.nursery = nursery
        self.channel = None
        self.load_failure = None
        self.cpu = 0.0  # seconds that the last case took

    @contextlib.contextmanager
    def case(self, directory, cases=1):
        """One case: a fresh fork of the loaded sample, with `directory` as its current folder.

        `cases`: so many in the same fork, with CPU time for all of them.
        """
        self._ensure_loaded()
        self.cpu = 0.0
        self._send({"directory": directory, "cases": cases})
        try:
            yield
        except Stopped:
            self.kill()
            raise
        except BaseException:
            with contextlib.suppress(Stopped):
                self._end()
            raise
        else:
            self._end()

    def call(self, name, args, kwargs):
        """Calls a function of the sample; raises its exception as the nearest built-in one."""
        return self._perform(op="call", name=name, args=wire.pack(args), kwargs=wire.pack(kwargs))

    def call_source(self, name, prelude, args):
        """The same, with the keyword arguments as Python source, built on the other side."""
        return self._perform(op="call_source", name=name, prelude=prelude, args=args)

    def call_and_listen(self, name, prelude, args):
        """The same, and what it printed: (value, None, text), or (None, the nearest built-in exception, text)."""
        answer = self._perform(op="call_and_listen", name=name, prelude=prelude, args=args)
        if not isinstance(answer, dict) or not isinstance(answer.get("printed"), str):
            raise tampering("not a call")
        if "raised" not in answer:
            return answer.get("value"), None, answer["printed"]
        return None, self._raised(answer["raised"]), answer["printed"]

    def observe(self, name, args, watched, seed, whole):
        """Calls a function of the sample; what was seen of it, in its own words (see `hostile/observe.py`)."""
        return self._perform(op="observe", name=name, args=args, watched=watched, seed=seed, whole=whole)

    def inside(self, name, args, kwargs):
        """Calls any importable function in the candidate's process."""
        return self._perform(op="inside", name=name, args=wire.pack(args), kwargs=wire.pack(kwargs))

    def run_tests(self, **request):
        """Has tests run in the sample's own process; its answer, as it comes."""
        self._send({"op": "tests", **request})
        return self.receive()

    def require(self, name):
        """Stops the case unless the sample defines a callable `name`."""
        if self._perform(op="has", name=name) is not True:
            raise Stopped("error", "the solution does not define %s()" % name)

    def program(self, **request):
        """Runs a whole program, alone on the hostile side; returns what `program.answer` says of it."""
        self._open()
        try:
            self._send({"program": request})
            return self._receive(request["wall_seconds"] + _PROGRAM_MARGIN_SECONDS)
        finally:
            self.kill()

    def receive(self):
        """The answer to a request; stops the case when the candidate ended in its place."""
        answer = self._receive(self.limits["wall_seconds"])
        if "ended" in answer:
            raise death(*answer["ended"], self._ran_out(answer))
        if "flooded" in answer:
            raise Stopped("flood", "an answer of more than %d MiB" % (wire.MAX_FRAME >> 20))
        return answer

    def lacks(self, answer):
        """Whether this exception says that the test environment, not the sample, lacks a library."""
        name = str(answer.get("missing")).partition(".")[0]
        return name in self.job["requires"] and importlib.util.find_spec(name) is None

    def kill(self):
        """Ends the candidate and everything that it left behind."""
        if self.channel is None:
            return
        self.nursery.end()
        self.channel.close()
        self.channel = None

    def _ensure_loaded(self):
        if self.channel is not None:
            return
        if self.load_failure is None:
            self._start()
            answer = self._loading()
            if answer.get("loaded") is True:
                return
            self.kill()
            ours = answer.get("part") == "setup"
            outcome = "unknown" if ours or self.lacks(answer) else "error"
            what = "the task's setup" if ours else "the solution"
            text = "%s does not load: %s: %s" % (what, answer.get("raised"), answer.get("message"))
            self.load_failure = (outcome, text)
        raise Stopped(*self.load_failure)

    def _start(self):
        self._open()
        self._send({key: self.job[key] for key in ("setup", "code", "limits")})

    def _open(self):
        """A new process on the hostile side, and a channel to it on which nobody can hold us up."""
        readable, writable = self.nursery.start()
        os.set_blocking(writable, False)
        self.channel = wire.Channel(readable, writable)

    def _loading(self):
        try:
            return self._receive(self.limits["load_wall_seconds"])
        except Stopped as stop:
            return {"raised": stop.outcome, "message": str(stop)}

    def _end(self):
        """Lets the case's process end. One that does not, or says something else, takes the candidate with it."""
        try:
            self._send({"op": "end"})
            answer = self._receive(self.limits["wall_seconds"])
            if "ended" not in answer:
                raise tampering("an answer that nobody asked for")
        except Stopped:
            self.kill()
            raise
        cpu = answer.get("cpu")
        if isinstance(cpu, float) and 0 <= cpu < math.inf:  # not what the sample likes to call a number
            self.cpu = cpu

    def _perform(self, **request):
        self._send(request)
        answer = self.receive()
        if "raised" in answer:
            raise self._raised(answer)
        try:
            return wire.unpack(answer["value"])
        except (KeyError, RecursionError, wire.Malformed):
            raise tampering("not an answer") from None

    def _raised(self, answer):
        """The exception that an answer tells of, if it is the sample's; stops the case if it is not."""
        if not is_exception(answer):
            raise tampering("not an exception")
        if answer["raised"] == "MemoryError":
            raise Stopped("memory", "MemoryError")
        if self.lacks(answer):
            raise Stopped("unknown", "the test environment lacks the library %s" % answer["missing"])
        if answer.get("missing"):  # not a refusal: the code never ran
            raise Stopped("error", "the solution imports %s, which is not here" % answer["missing"])
        return _as_exception(answer)

    def _ran_out(self, answer):
        """Whether a case that was killed had used up its time: who does not listen to SIGXCPU is killed next."""
        cpu = answer.get("cpu")
        return isinstance(cpu, float) and cpu >= self.limits["cpu_seconds"]

    def _send(self, message):
        try:
            self.channel.send(message, self._until(self.limits["wall_seconds"], writing=True))
        except wire.Closed:
            raise death("exit", None) from None
        except wire.TooLong as error:
            raise HarnessError("a test sends %s" % error) from None

    def _receive(self, seconds):
        try:
            answer = self.channel.receive(self._until(seconds))
        except wire.Closed:
            raise death("exit", None) from None
        except wire.Malformed as error:
            raise tampering(error) from None
        if not isinstance(answer, dict):
            raise tampering("not an answer")
        return answer

    def _until(self, seconds, writing=False):
        """A function that waits until the channel can be read (or written), and stops the case after so long."""
        deadline = time.monotonic() + seconds

        def wait():
            left = max(0.0, deadline - time.monotonic())
            channel = self.channel
            reads, writes = ([], [channel.writable]) if writing else ([channel.readable], [])
            if not any(select.select(reads, writes, [], left)):
                what = "it reads nothing" if writing else "no answer"
                raise Stopped("timeout", "%s within %g s" % (what, seconds))

        return wait


def is_exception(answer):
    """Whether this has the form in which the hostile side tells of an exception."""
    return (
        isinstance(answer, dict)
        and isinstance(answer.get("raised"), str)
        and isinstance(answer.get("message"), str)
        and isinstance(answer.get("builtin"), list)
    )


def tampering(what):
    """The candidate's side says what nobody who keeps to the rules says."""
    return Stopped("tampered", "tampered with the answers: %s" % what)


def death(kind, number, ran_out=False):
    """How the end of the candidate's process counts; `ran_out`: it had used all its CPU time."""
    if kind == "signal" and (number == signal.SIGXCPU or (number == signal.SIGKILL and ran_out)):
        return Stopped("timeout", "CPU time limit")
    if kind == "signal" and number == signal.SIGKILL:
        return Stopped("memory", "killed")
    if kind == "signal":
        return Stopped("failed", "the candidate was ended by signal %s" % number)
    return Stopped("failed", "the candidate ended by itself")


def _as_exception(answer):
    """The candidate's exception as the nearest built-in class; what is not an Exception becomes a RuntimeError."""
    for name in answer["builtin"]:
        kind = getattr(builtins, str(name), None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            try:
                error = kind(answer["message"])
            except TypeError:
                continue
            break
    else:
        error = RuntimeError("%s: %s" % (answer["raised"], answer["message"]))
    error.raised = answer["raised"]
    return error
