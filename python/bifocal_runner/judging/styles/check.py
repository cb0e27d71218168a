"""HumanEval's `check(candidate)`. Oracle: every assertion of `check` is one case, run against a proxy."""

import ast

from ..cases import run_oracle_cases, run_trusted


class Suite:
    trust = "oracle"

    def __init__(self, job):
        self.prompt = job["tests"]["prompt"]
        self.entry_point = job["entry_point"]
        self.module = ast.parse(job["tests"]["functional"])
        self.check = next(
            node for node in self.module.body if isinstance(node, ast.FunctionDef) and node.name == "check"
        )

    def plan(self):
        asserting = [index for index, node in enumerate(self.check.body) if _asserts(node)]
        self.statement_of = {"check[%d]" % number: index for number, index in enumerate(asserting)}
        if not asserting:
            self.statement_of = {"check": None}
        return [(case, "functional") for case in self.statement_of]

    def outcomes(self, candidate, cases):
        return run_oracle_cases(self, candidate, cases)

    def run(self, case, candidate, directory):
        candidate.require(self.entry_point)

        def proxy(*args, **kwargs):
            return candidate.call(self.entry_point, args, kwargs)

        scope = {"__name__": "tests"}
        run_trusted(self.prompt, "prompt.py", scope)
        scope[self.entry_point] = proxy
        run_trusted(self._only(self.statement_of[case]), "tests.py", scope)
        scope["check"](proxy)

    def _only(self, chosen):
        """The test module with one asserting statement of `check` left."""
        body = [
            node
            for index, node in enumerate(self.check.body)
            if chosen is None or index == chosen or not _asserts(node)
        ]
        check = ast.FunctionDef(**{**dict(ast.iter_fields(self.check)), "body": body})
        module = [check if node is self.check else node for node in self.module.body]
        return ast.fix_missing_locations(ast.Module(body=module, type_ignores=[]))


def _asserts(node):
    """Whether a statement asserts anything: HumanEval holds `assert True`, which is no case."""
    return any(
        isinstance(inner, ast.Assert) and not isinstance(inner.test, ast.Constant) for inner in ast.walk(node)
    )
