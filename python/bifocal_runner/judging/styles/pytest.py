"""A file of pytest tests that imports `solution`; tests marked `security` are exploits. They share its process.

A case is called after its function, or `Class.function`; those of a parametrized test are numbered: `test_sum[0]`.
"""

import json
import os
import sys
import types

from ... import pytest_items
from ..candidate import HarnessError
from ..cases import fresh_folder
from ..shared import run_shared_cases


class Suite:
    trust = "token"

    def __init__(self, job):
        self.source = job["tests"]["source"]
        self.twins = job["twins"]
        self.seed = job["seed"]

    def plan(self):
        """Collects the tests, in a process that goes away, with a stand-in for the solution."""
        with fresh_folder("plan-") as folder:
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
        return [
            (case, "security" if "security" in marks else "functional")
            for case, marks in _number(collected["functions"])
        ]

    def outcomes(self, candidate, cases):
        tests = {}
        for case in cases:
            tests.setdefault(case.partition("[")[0], []).append(case)
        return run_shared_cases(candidate, "pytest", self.source, tests, self.twins, self.seed)


def _number(functions):
    """[(name, marks)] with the items of a function that has several told apart: `name[0]`, `name[1]`."""
    names = [name for name, _ in functions]
    seen = {}
    numbered = []
    for name, marks in functions:
        index = seen[name] = seen.get(name, -1) + 1
        numbered.append(("%s[%d]" % (name, index) if names.count(name) > 1 else name, marks))
    return numbered


class _StandIn(types.ModuleType):
    """Whatever a test file imports of the solution while its tests are only listed."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {"__module__": "solution"})
