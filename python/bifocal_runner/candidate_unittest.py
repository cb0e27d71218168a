"""Running the cases of a `unittest` module in the sample's own process: a fork for each."""

import itertools
import os
import unittest

from .inside import describe, how_it_ended, limit_cpu


def run(request, channel, module, limits):
    """Runs the entries [class, method] in the sample's own namespace, as BigCodeBench does; one event for each."""
    entries = request["entries"]
    say = _Reporter(channel, request["token"])
    try:
        exec(compile(request["source"], "tests.py", "exec", dont_inherit=True), module.__dict__)
        getattr(module, "setUpModule", _nothing)()
    except Exception as error:  # the test module itself does not load
        say.for_all([name for _, name in entries], "failed", error)
        return
    for class_name, group in itertools.groupby(entries, key=lambda entry: entry[0]):
        _run_class(getattr(module, class_name), [name for _, name in group], say, limits)


def _nothing():
    pass


def _run_class(kind, names, say, limits):
    try:
        kind.setUpClass()
    except unittest.SkipTest as error:
        say.for_all(names, "unknown", error)
        return
    except Exception as error:
        say.for_all(names, "failed", error)
        return
    for name in names:
        in_fork(lambda name=name: _run_method(kind, name, say), name, say, limits)
    kind.tearDownClass()
    kind.doClassCleanups()


def in_fork(work, name, say, limits):
    """Does one test's work in a child with CPU time of its own. A child that says nothing is spoken for."""
    child = os.fork()
    if child == 0:
        try:
            limit_cpu(limits["cpu_seconds"])
            work()
        finally:
            os._exit(0)
    say.end(name, how_it_ended(child))


def _run_method(kind, name, say):
    result = _Result()
    kind(name).run(result)
    say(name, *result.worst)


class _Reporter:
    """Sends what became of each test, and then that it ended, with the token that came with the request."""

    def __init__(self, channel, token):
        self.channel = channel
        self.token = token

    def __call__(self, name, outcome, error=None):
        details = {} if error is None else describe(error)
        self.channel.send({"token": self.token, "case": name, "outcome": outcome, **details})

    def end(self, name, end):
        self.channel.send({"token": self.token, "case": name, **end})

    def for_all(self, names, outcome, error):
        for name in names:
            self(name, outcome, error)
            self.end(name, {"ended": ["exit", 0], "cpu": 0})


class _Result(unittest.TestResult):
    """What became of one test method: the first thing that went wrong, if any."""

    def __init__(self):
        super().__init__()
        self.worst = ("passed", None)

    def addError(self, test, err):
        self._note(err[1])

    def addFailure(self, test, err):
        self._note(err[1])

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._note(err[1])

    def addSkip(self, test, reason):
        self.worst = ("unknown", unittest.SkipTest(reason))

    def addUnexpectedSuccess(self, test):
        self._note(AssertionError("unexpected success"))

    def _note(self, error):
        if self.worst[0] == "passed":
            self.worst = ("memory" if isinstance(error, MemoryError) else "failed", error)
