"""Running tests that need the sample's own process, seen from the judge: token, fork per test, twins (see `twins`)."""

import os
import secrets
import tempfile

from . import wire
from .oracle import Result
from .process import Stopped, death

_OUTCOMES = frozenset(("passed", "failed", "memory", "unknown"))


def run_shared_cases(candidate, kind, disguised):
    """Runs all tests in one process of the sample; after a death, the next one goes on behind the test that died.

    `kind` names what the candidate runs them with. Yields a Result for each case and for each twin.
    """
    left = disguised.entries
    while left:
        answered = 0
        for name, outcome, message, cpu in _until_death(candidate, kind, disguised.source, left):
            answered += 1
            if name in disguised.twins:
                yield Result("twin", disguised.twins[name], outcome, message, cpu)
            else:
                yield Result("case", disguised.originals[name], outcome, message, cpu)
        if not answered:
            return
        left = left[answered:]


def _until_death(candidate, kind, source, entries):
    """Yields outcomes until all are known, or the one in which the process ended is."""
    token = secrets.token_hex(16)
    request = {"source": source, "entries": entries, "token": token}
    pending = [name for _, name in entries]
    with tempfile.TemporaryDirectory(prefix="case-", ignore_cleanup_errors=True) as directory:
        try:
            with candidate.case(os.path.realpath(directory), **{kind: request}):
                while pending:
                    yield (pending[0], *_next(candidate, token, pending[0]))
                    del pending[0]
        except Stopped as stop:
            stopped_while_loading = candidate.load_failure is not None
            for name in pending if stopped_while_loading else pending[:1]:
                yield name, stop.outcome, str(stop), 0.0
        except (wire.Malformed, KeyError, TypeError, ValueError) as error:
            yield pending[0], "tampered", "tampered with the results: %s" % error, 0.0


def _next(candidate, token, name):
    """What became of the next test: its own word, if it had one, until its process has ended."""
    said = None
    while True:
        event = candidate.receive()
        if event.get("token") != token or event["case"] != name:
            raise wire.Malformed("an event that nobody asked for")
        if "ended" in event:
            break
        if said is not None:
            raise wire.Malformed("two results for one test")
        said = event
    cpu = float(event["cpu"])
    if said is None:
        stop = death(*event["ended"])
        return stop.outcome, str(stop), cpu
    if "raised" in said and candidate.lacks(said):
        return "unknown", _text(said), cpu
    if said["outcome"] not in _OUTCOMES:
        raise wire.Malformed("no such outcome")
    return said["outcome"], _text(said), cpu


def _text(event):
    return "%s: %s" % (event["raised"], event.get("message")) if "raised" in event else ""
