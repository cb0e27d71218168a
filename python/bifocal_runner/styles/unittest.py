"""`unittest` classes that need the sample's own process (BigCodeBench). Token: candidate and tests share memory."""

import ast
import os
import secrets
import tempfile

from .. import wire
from ..process import Stopped


class Suite:
    trust = "token"

    def __init__(self, job):
        self.source = job["tests"]["functional"]

    def plan(self):
        """Every test method of every class, in unittest's own order: by name within a class."""
        return [
            ("%s.%s" % (klass.name, name), "functional")
            for klass in ast.parse(self.source).body
            if isinstance(klass, ast.ClassDef)
            for name in sorted({node.name for node in klass.body if isinstance(node, ast.FunctionDef)})
            if name.startswith("test")
        ]

    def outcomes(self, candidate, cases):
        """Runs all cases in one process; after a death, the next process goes on behind the case that died."""
        left = list(cases)
        while left:
            answered = 0
            for case, outcome, message in self._until_death(candidate, left):
                answered += 1
                yield case, outcome, message
            if not answered:
                return
            left = left[answered:]

    def _until_death(self, candidate, cases):
        """Yields outcomes until all are known, or the one in which the process ended is."""
        token = secrets.token_hex(16)
        request = {"source": self.source, "cases": cases, "token": token}
        pending = list(cases)
        with tempfile.TemporaryDirectory(prefix="case-", ignore_cleanup_errors=True) as directory:
            try:
                with candidate.case(os.path.realpath(directory), unittest=request):
                    while pending:
                        event = candidate.receive()
                        outcome = _outcome_of(event, token, candidate)
                        if outcome == "fixture":
                            outcome = "failed"
                            finished = _class_mates(pending)
                        elif event["case"] != pending[0]:
                            raise wire.Malformed("an event out of order")
                        else:
                            finished = pending[:1]
                        del pending[: len(finished)]
                        for case in finished:
                            yield case, outcome, _text(event)
            except Stopped as stop:
                stopped_while_loading = candidate.load_failure is not None
                for case in pending if stopped_while_loading else pending[:1]:
                    yield case, stop.outcome, str(stop)
            except (wire.Malformed, KeyError) as error:
                yield pending[0], "failed", "tampered with the results: %s" % error


def _outcome_of(event, token, candidate):
    if event.get("token") != token:
        raise wire.Malformed("an event without the token")
    if "raised" in event and candidate.lacks(event):
        return "unknown"
    return event["outcome"]


def _text(event):
    return "%s: %s" % (event["raised"], event.get("message")) if "raised" in event else ""


def _class_mates(cases):
    """The cases at the front of the list that belong to the same class."""
    name = cases[0].partition(".")[0]
    return [case for case in cases if case.partition(".")[0] == name]
