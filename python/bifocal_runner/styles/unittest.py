"""`unittest` classes that need the sample's own process (BigCodeBench): candidate and tests share memory.

Among the tests run twins (see `twins`): who passes a test and its twin has made up the results.
"""

import ast
import os
import random
import secrets
import tempfile

from .. import twins, wire
from ..oracle import Result
from ..process import Stopped, death


class Suite:
    trust = "token"

    def __init__(self, job):
        self.source = job["tests"]["functional"]
        self.count = job["twins"]
        self.seed = job["seed"]

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
        """Runs all tests in one process; after a death, the next process goes on behind the test that died."""
        disguised = twins.disguise(self.source, cases, self.count, random.Random(self.seed))
        left = disguised.entries
        while left:
            answered = 0
            for name, outcome, message, cpu in self._until_death(candidate, disguised.source, left):
                answered += 1
                if name in disguised.twins:
                    yield Result("twin", disguised.twins[name], outcome, message, cpu)
                else:
                    yield Result("case", disguised.originals[name], outcome, message, cpu)
            if not answered:
                return
            left = left[answered:]

    def _until_death(self, candidate, source, entries):
        """Yields outcomes until all are known, or the one in which the process ended is."""
        token = secrets.token_hex(16)
        request = {"source": source, "entries": entries, "token": token}
        pending = [name for _, name in entries]
        with tempfile.TemporaryDirectory(prefix="case-", ignore_cleanup_errors=True) as directory:
            try:
                with candidate.case(os.path.realpath(directory), unittest=request):
                    while pending:
                        yield (pending[0], *self._next(candidate, token, pending[0]))
                        del pending[0]
            except Stopped as stop:
                stopped_while_loading = candidate.load_failure is not None
                for name in pending if stopped_while_loading else pending[:1]:
                    yield name, stop.outcome, str(stop), 0.0
            except (wire.Malformed, KeyError, TypeError, ValueError) as error:
                yield pending[0], "tampered", "tampered with the results: %s" % error, 0.0

    def _next(self, candidate, token, name):
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
        if said["outcome"] not in ("passed", "failed", "memory", "unknown"):
            raise wire.Malformed("no such outcome")
        return said["outcome"], _text(said), cpu


def _text(event):
    return "%s: %s" % (event["raised"], event.get("message")) if "raised" in event else ""
