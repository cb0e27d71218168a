"""Running the cases of a `unittest` module in the sample's own process."""

import unittest

from .inside import describe, limit_cpu


def run(request, channel, module, limits):
    """Runs the named cases in the sample's own namespace, as BigCodeBench does; one event per case."""
    reporter = _Reporter(channel, request["token"], limits["cpu_seconds"])
    suite = unittest.TestSuite()
    try:
        exec(compile(request["source"], "tests.py", "exec", dont_inherit=True), module.__dict__)
        for case in request["cases"]:
            class_name, _, method = case.partition(".")
            suite.addTest(getattr(module, class_name)(method))
    except Exception as error:  # the test module itself does not load
        for case in request["cases"]:
            reporter.send(case, "failed", error)
    else:
        suite.run(reporter)


class _Reporter(unittest.TestResult):
    """Sends one event per test method, with the token that came with the request."""

    def __init__(self, channel, token, cpu_seconds):
        super().__init__()
        self.channel = channel
        self.token = token
        self.cpu_seconds = cpu_seconds

    def startTest(self, test):
        super().startTest(test)
        self.worst = None
        limit_cpu(self.cpu_seconds)

    def stopTest(self, test):
        super().stopTest(test)
        outcome, error = self.worst or ("passed", None)
        self.send("%s.%s" % (type(test).__name__, test._testMethodName), outcome, error)

    def addError(self, test, err):
        if isinstance(test, unittest.TestCase):
            self._note(err[1])
        else:  # a class fixture failed: the holder names no test
            self.send("", "fixture", err[1])

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
        if self.worst is None:
            self.worst = ("memory" if isinstance(error, MemoryError) else "failed", error)

    def send(self, case, outcome, error=None):
        details = {} if error is None else describe(error)
        self.channel.send({"token": self.token, "case": case, "outcome": outcome, **details})
