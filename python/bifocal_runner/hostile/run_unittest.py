"""Running one `unittest` method in the sample's own process."""

import unittest

from .inside import describe


def run(name, source, module):
    """Runs `Class.method` of a test file in the sample's own namespace, as BigCodeBench does; returns its result.

    `source` None: of the file that was run before in this process, with whatever its tests left.
    """
    class_name, _, method = name.partition(".")
    result = _Result()
    try:
        if source is not None:
            exec(compile(source, "tests.py", "exec", dont_inherit=True), module.__dict__)
        unittest.TestSuite([getattr(module, class_name)(method)]).run(result)
    except Exception as error:  # the test file itself does not load
        result.note(error)
    outcome, error = result.worst
    return [{"outcome": outcome, **({} if error is None else describe(error))}]


class _NoDifferences:
    """In the place of `difflib` in unittest: comparing two long texts line by line can take minutes."""

    @staticmethod
    def ndiff(*_, **__):
        return []

    unified_diff = ndiff


unittest.case.difflib = _NoDifferences


class _Result(unittest.TestResult):
    """What became of a test, its fixtures included: the first thing that went wrong, if any."""

    def __init__(self):
        super().__init__()
        self.worst = ("passed", None)

    def addError(self, test, err):
        self.note(err[1])

    def addFailure(self, test, err):
        self.note(err[1])

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.note(err[1])

    def addSkip(self, test, reason):
        if self.worst[0] == "passed":
            self.worst = ("unknown", unittest.SkipTest(reason))

    def addUnexpectedSuccess(self, test):
        self.note(AssertionError("unexpected success"))

    def note(self, error):
        if self.worst[0] == "passed":
            self.worst = ("memory" if isinstance(error, MemoryError) else "failed", error)
