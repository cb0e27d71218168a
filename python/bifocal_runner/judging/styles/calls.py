"""Input/output pairs (SecCodePLT, SecCodePLT+). Oracle: expected values never enter the candidate's process."""

from ... import wire
from ..cases import run_oracle_cases
from ..candidate import HarnessError


class Suite:
    trust = "oracle"

    def __init__(self, job):
        self.prelude = job["tests"]["prelude"]
        self.entry_point = job["entry_point"]
        self.setup = job["setup"]
        self.pairs = job["tests"]["cases"]
        self.cases = {case["id"]: case for case in self.pairs}

    def plan(self):
        return [(case["id"], case["kind"]) for case in self.pairs]

    def outcomes(self, candidate, cases):
        return run_oracle_cases(self, candidate, cases)

    def run(self, name, candidate, directory):
        candidate.require(self.entry_point)
        case = self.cases[name]
        matches = self._matcher(case["expected"])
        try:
            value, error = candidate.call_source(self.entry_point, self.prelude, case["args"]), None
        except Exception as raised:
            value, error = None, raised
        if not matches(value, error):
            got = "%s: %s" % (error.raised, error) if error is not None else repr(value)
            raise AssertionError("got %s" % got[:1000])

    def _matcher(self, expected):
        if expected["status"] == "exception":
            return lambda value, error: error is not None and (
                getattr(error, "raised", None) == expected["type"] or str(error) == expected.get("message")
            )
        if expected["status"] == "repr":
            return lambda value, error: error is None and repr(value) == expected["repr"]
        wanted = self._evaluate(expected["source"])
        if isinstance(wanted, type) and issubclass(wanted, BaseException):
            return lambda value, error: getattr(error, "raised", None) == wanted.__name__
        wanted = wire.unpack(wire.pack(wanted))
        return lambda value, error: error is None and (value == wanted or repr(value) == repr(wanted))

    def _evaluate(self, source):
        """The expected value, built where the tested code cannot see it, with the task's own setup."""
        scope = {"__name__": "expected"}
        try:
            exec(self.setup, scope)
            exec(self.prelude, scope)
            return eval(source, scope)
        except Exception as error:
            raise HarnessError("%s: %s" % (type(error).__name__, error)) from None
