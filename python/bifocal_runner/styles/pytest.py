"""A file of pytest tests that imports `solution`; tests marked `security` are exploits. They share its process.

A case is called after its function, or `Class.function`; those of a parametrized test are numbered: `test_sum[0]`.
"""

import json
import os
import random
import sys
import tempfile
import types

from .. import pytest_items, twins
from ..oracle import HarnessError
from ..shared import run_shared_cases


class Suite:
    trust = "token"

    def __init__(self, job):
        self.source = job["tests"]["source"]
        self.count = job["twins"]
        self.seed = job["seed"]

    def plan(self):
        """Collects the tests, in a process that goes away, with a stand-in for the solution."""
        with tempfile.TemporaryDirectory(prefix="plan-") as folder:
            readable, writable = os.pipe()
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    os.close(readable)
                    os.chdir(folder)
                    sys.modules["solution"] = _StandIn("solution")
                    with os.fdopen(writable, "w", encoding="utf-8") as out:
                        json.dump(pytest_items.collect(self.source), out)
                    status = 0
                finally:
                    os._exit(status)
            os.close(writable)
            with os.fdopen(readable, encoding="utf-8") as result:
                text = result.read()
            os.waitpid(child, 0)
        collected = json.loads(text) if text else {"error": "pytest is not here, or ended early"}
        if "error" in collected:
            raise HarnessError("the tests cannot be collected: %s" % collected["error"])
        self.functions = collected["functions"]
        return [
            (case, "security" if "security" in marks else "functional")
            for case, marks in pytest_items.number(self.functions)
        ]

    def outcomes(self, candidate, cases):
        names = list(dict.fromkeys(name for name, _ in self.functions))
        disguised = twins.disguise(self.source, names, self.count, random.Random(self.seed))
        instances = {name: [case for case in cases if case.partition("[")[0] == name] for name in names}
        return run_shared_cases(candidate, "pytest", _spread(disguised, instances))


def _spread(disguised, instances):
    """One entry for each instance of a parametrized function."""
    entries, originals, twin_names = [], {}, {}
    for class_name, name in disguised.entries:
        known = disguised.twins if name in disguised.twins else disguised.originals
        for case in instances[known[name]]:
            number = case[len(known[name]) :]
            entries.append((class_name, name + number))
            (twin_names if name in disguised.twins else originals)[name + number] = case
    return twins.Disguised(disguised.source, entries, originals, twin_names)


class _StandIn(types.ModuleType):
    """Whatever a test file imports of the solution while its tests are only listed."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {"__module__": "solution"})
