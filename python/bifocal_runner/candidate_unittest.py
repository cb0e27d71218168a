"""Running the cases of a `unittest` module in the sample's own process: a fork for each."""

import itertools
import unittest

from .inside import Reporter, in_fork


def run(request, channel, module, limits):
    """Runs the entries [class, method] in the sample's own namespace, as BigCodeBench does; one event for each."""
    entries = request["entries"]
    say = Reporter(channel, request["token"])
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


def _run_method(kind, name, say):
    result = _Result()
    kind(name).run(result)
    say(name, *result.worst)


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
