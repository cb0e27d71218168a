"""The trusted side: plans the cases of one job, drives the candidate, and reports outcomes.

Reads the job from standard input and writes JSON lines to standard output: one `plan` (the cases that must be
answered for), one `case` per outcome, one `done`. Every line carries the job's token, which the candidate never
sees. Verdicts are the reader's: a planned case without a `case` line is unknown.
"""

import json
import os

from ..linux import kernel, memory
from ..nursery import Lost, Nursery
from . import styles
from .candidate import Candidate

_MEMORY_BYTES = 512 * 1024**2  # less than a control group leaves it
_LONGEST_MESSAGE = 2000


def main(size, namespaces, memory_events):
    """Judges the job of `size` bytes on standard input. Raises only if the job could not be read.

    `memory_events`: the file in which a control group counts kills, or None.
    """
    nursery = Nursery(namespaces)  # before the job is read: it must not know the tests
    protected = kernel.hide_memory()
    if namespaces:
        kernel.give_up_privileges()
    job = _read_job(size)
    report = _reporter(job["token"])
    try:
        _judge(job, nursery, protected, memory.Kills(memory_events), report)
    except (Exception, Lost) as error:
        report(event="failed", reason="%s: %s" % (type(error).__name__, error))
    else:
        report(event="done")


def _judge(job, nursery, protected, kills, report):
    kernel.limit_memory(_MEMORY_BYTES)  # a sample may leave a test a file without an end
    suite = styles.load(job)
    plan = suite.plan()
    _refuse_duplicates([case for case, _ in plan])
    cases = [{"id": case, "kind": kind} for case, kind in plan]
    report(event="plan", trust=suite.trust if protected else "token", cases=cases)
    longest = getattr(suite, "longest_message", _LONGEST_MESSAGE)
    candidate = Candidate(job, nursery)
    for event, case, outcome, message, cpu in suite.outcomes(candidate, [case for case, _ in plan]):
        if kills.any() and outcome != "unknown":  # whatever is left of the sample may say that all is well
            outcome, message = "memory", "a process was ended because memory was used up"
        report(event=event, id=case, outcome=outcome, message=message[:longest], cpu=cpu)
    candidate.kill()


def _read_job(size):
    parts = []
    while size:
        part = os.read(0, min(size, 1 << 20))
        if not part:
            raise EOFError("the job ends early")
        parts.append(part)
        size -= len(part)
    return json.loads(b"".join(parts))


def _reporter(token):
    """Keeps the real standard output to the judge alone."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)

    def report(**fields):
        out.write(json.dumps({"token": token, **fields}) + "\n")
        out.flush()

    return report


def _refuse_duplicates(names):
    """Results are told apart by name alone."""
    for name in names:
        if names.count(name) > 1:
            raise ValueError("two cases are called %s" % name)
