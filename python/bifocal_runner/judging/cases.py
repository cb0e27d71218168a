"""Running cases: what all styles share, and the cases whose tests run in the judge's own process."""

import contextlib
import os
import random
import shutil
import signal
import tempfile
import typing

from .candidate import HarnessError, Stopped


class Result(typing.NamedTuple):
    """What became of a case, or of its twin; `event` says which. `cpu`: seconds of CPU time, as far as known."""

    event: str
    case: str
    outcome: str
    message: str
    cpu: float


def run_oracle_cases(suite, candidate, cases):
    """Runs each case in the judge against the candidate; yields a Result for each."""
    for case in cases:
        outcome, message = attempt(candidate, case, lambda directory, case=case: suite.run(case, candidate, directory))
        yield Result("case", case, outcome, message, candidate.cpu)


def attempt(candidate, case, run):
    """One case in a fresh fork of the sample and a fresh folder: (outcome, message). `run` gets the folder."""

    def step():
        random.seed(case)  # tests that draw their inputs draw the same ones each time
        with fresh_folder("case-") as directory:
            os.chdir(directory)
            try:
                with candidate.case(directory), deadline(candidate.limits["wall_seconds"]):
                    run(directory)
            finally:
                os.chdir("/")

    return outcome_of(step)


def outcome_of(step):
    """What a step that may be stopped came to: (outcome, message)."""
    try:
        step()
    except Stopped as stop:
        return stop.outcome, str(stop)
    except HarnessError as error:
        return "unknown", str(error)
    except Exception as error:
        return "failed", "%s: %s" % (type(error).__name__, error)
    return "passed", ""


@contextlib.contextmanager
def fresh_folder(prefix):
    """A folder for the judge and the sample. Cannot be made where the sample has filled the disk: an OSError."""
    directory = os.path.realpath(tempfile.mkdtemp(prefix=prefix))
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def run_trusted(source, name, scope):
    """Runs code of the task in the judge."""
    try:
        exec(compile(source, name, "exec", dont_inherit=True), scope)
    except Exception as error:
        raise HarnessError("%s does not load: %s: %s" % (name, type(error).__name__, error)) from None


@contextlib.contextmanager
def deadline(seconds):
    """Stops the case also where the judge itself waits: a file that a test reads may be a pipe by now."""

    def stop(number, frame):
        raise Stopped("timeout", "no end within %g s" % seconds)

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
