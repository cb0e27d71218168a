"""Input/output pairs (SecCodePLT, SecCodePLT+). Oracle: expected values never enter the candidate's process.

A case may lay files before the call, and ask for what the call prints and for the texts that it leaves: outputs and
texts are compared line by line; white space at the end of a line and empty lines at the end do not count.
"""

from ... import wire
from .. import furniture
from ..cases import run_oracle_cases
from ..candidate import HarnessError
from .program import first_difference


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
        furniture.lay(furniture.made(case.get("files", {})), directory)
        value, error, printed = self._call(candidate, case)
        if not matches(value, error):
            got = "%s: %s" % (error.raised, error) if error is not None else repr(value)
            raise AssertionError("got %s" % got[:1000])
        if "printed" in case:
            _compare("the output", case["printed"], printed)
        for path, text in case.get("leaves", {}).items():
            _compare(path, text, furniture.text_at(directory, path))

    def _call(self, candidate, case):
        """(value, error, what was printed); nobody listens where nothing is expected."""
        try:
            if "printed" in case:
                return candidate.call_and_listen(self.entry_point, self.prelude, case["args"])
            return candidate.call_source(self.entry_point, self.prelude, case["args"]), None, None
        except Exception as error:
            if not hasattr(error, "raised"):  # ours, not the sample's
                raise
            return None, error, ""

    def _matcher(self, expected):
        if expected["status"] == "exception":
            message = expected.get("message") or None  # that both say nothing does not make them the same
            return lambda value, error: error is not None and (
                error.raised == expected["type"] or str(error) == message
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


def _compare(what, expected, got):
    difference = "there is no such text" if got is None else first_difference(expected, got)
    if difference is not None:
        raise AssertionError("%s: %s" % (what, difference))
