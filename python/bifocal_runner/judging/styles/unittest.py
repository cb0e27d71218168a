"""`unittest` classes that need the sample's own process (BigCodeBench)."""

import ast

from ..shared import run_in_order, run_shared_cases


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Suite:
    trust = "token"

    def __init__(self, job):
        self.source = job["tests"]["functional"]
        self.twins = job["twins"]
        self.seed = job["seed"]
        self.in_order = job["in_order"]

    def plan(self):
        """Every test method of every class, in unittest's own order: by name within a class."""
        return [
            ("%s.%s" % (klass.name, name), "functional")
            for klass in ast.parse(self.source).body
            if isinstance(klass, ast.ClassDef)
            for name in sorted({node.name for node in klass.body if isinstance(node, _FUNCTIONS)})
            if name.startswith("test")
        ]

    def outcomes(self, candidate, cases):
        if self.in_order:
            return run_in_order(candidate, "unittest", self.source, cases)
        tests = {case: [case] for case in cases}
        return run_shared_cases(candidate, "unittest", self.source, tests, self.twins, self.seed)
