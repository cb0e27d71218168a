"""Whole programs that read standard input and write standard output (APPS). Oracle: the outputs stay in the judge.

Output is compared line by line; white space at the end of a line and empty lines at the end do not count.
"""

from ..candidate import Stopped
from ..workshop import run_cases

_LEAST_BYTES, _MOST_BYTES = 1 << 20, 16 << 20
_SHOWN = 80


class Suite:
    trust = "oracle"

    def __init__(self, job):
        self.job = job
        self.cases = {case["id"]: case for case in job["tests"]["cases"]}

    def plan(self):
        return [(case["id"], case["kind"]) for case in self.job["tests"]["cases"]]

    def outcomes(self, candidate, cases):
        return run_cases(self, self.job, candidate, cases)

    def build(self, workshop):
        workshop.build(self.job["program"]["compile"])

    def run(self, name, workshop):
        case = self.cases[name]
        argv = [*self.job["program"]["run"], *case.get("args", [])]
        wanted = len(case["stdout"].encode("utf-8", "surrogatepass"))
        enough = min(max(2 * wanted, _LEAST_BYTES), _MOST_BYTES)
        answer = workshop.run(argv, enough, stdin=case["stdin"])
        stop = workshop.stop_of(answer)
        if stop is not None:
            raise stop
        difference = first_difference(case["stdout"], answer.stdout)
        if difference is not None:
            raise Stopped("failed", difference)


def first_difference(expected, got):
    """The first line in which two outputs differ, in words; None if they are the same."""
    wanted, written = _lines(expected), _lines(got)
    for number in range(max(len(wanted), len(written))):
        pair = [lines[number] if number < len(lines) else None for lines in (wanted, written)]
        if pair[0] != pair[1]:
            return "line %d: expected %s, got %s" % (number + 1, *map(_shown, pair))
    return None


def _lines(text):
    return [line.rstrip() for line in text.rstrip().split("\n")]


def _shown(line):
    if line is None:
        return "no more lines"
    return repr(line if len(line) <= _SHOWN else line[:_SHOWN] + "...")
