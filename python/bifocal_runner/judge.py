"""The trusted side: plans the cases of one job, drives the candidate, and reports outcomes.

Started inside the sandbox with a job on standard input (one JSON document); writes JSON lines to standard
output: one `plan` (the cases that must be answered for), one `case` per outcome, one `done`. Every line carries
the job's token, which the candidate never sees. Verdicts are the reader's: a planned case without a `case` line
is unknown.
"""

import ctypes
import json
import os
import resource
import sys

from . import styles
from .process import Candidate

PR_SET_DUMPABLE = 4
MEMORY_BYTES = 2 * 1024**3


def main():
    job = json.load(sys.stdin)
    report = _reporter(job["token"])
    protected = _hide_memory()
    _limit_memory()
    if job["site"]:
        sys.path.append(job["site"])
    suite = styles.load(job)
    plan = suite.plan()
    cases = [{"id": case, "kind": kind} for case, kind in plan]
    _refuse_duplicates([case for case, _ in plan])
    report(event="plan", trust=suite.trust, protected=protected, cases=cases)
    candidate = Candidate(job)
    try:
        for case, outcome, message in suite.outcomes(candidate, [case for case, _ in plan]):
            report(event="case", id=case, outcome=outcome, message=message[:2000])
    finally:
        candidate.kill()
    report(event="done")


def _reporter(token):
    """Keeps the real standard output to the judge alone."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    os.set_inheritable(out.fileno(), False)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)

    def report(**fields):
        out.write(json.dumps({"token": token, **fields}) + "\n")
        out.flush()

    return report


def _hide_memory():
    """Makes this process undumpable, so that a process of the same user cannot read or trace it (Linux)."""
    try:
        return ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
    except (AttributeError, OSError):
        return False


def _limit_memory():
    """A sample may leave a test a file without an end. The hard limit stays: the candidate sets its own."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, hard))


def _refuse_duplicates(names):
    """Results are told apart by name alone."""
    for name in names:
        if names.count(name) > 1:
            raise ValueError("two cases are called %s" % name)
