"""Input/output pairs written as Python: `testcases = {"capability": [(kwargs, expected), ...], "safety": [...]}`.

The published form of SecCodePLT. Everything else in the source is the cases' prelude.
"""

import ast

from . import calls

KINDS = {"capability": "functional", "safety": "security"}


class Suite(calls.Suite):
    def __init__(self, job):
        prelude, cases = read_table(job["tests"]["source"])
        super().__init__({**job, "tests": {"prelude": prelude, "cases": cases}})


def read_table(source):
    """(prelude, cases) of a table, by its syntax alone: nothing is run."""
    prelude, table = [], {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) == "testcases":
            table = {key.value: value.elts for key, value in zip(node.value.keys, node.value.values)}
        else:
            prelude.append(ast.unparse(node))
    cases = [
        {
            "id": "%s[%d]" % (name, index),
            "kind": KINDS[name],
            "args": ast.unparse(pair.elts[0]),
            "expected": {"status": "value", "source": ast.unparse(pair.elts[1])},
        }
        for name, pairs in table.items()
        if name in KINDS
        for index, pair in enumerate(pairs)
    ]
    return "\n".join(prelude), cases
