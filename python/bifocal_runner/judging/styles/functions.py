"""Files of `test_*` functions that import `solution`: the style of Bifocal Core. Oracle: two processes."""

import ast
import pathlib
import sys
import types

from ..cases import run_oracle_cases, run_trusted


class Suite:
    trust = "oracle"

    def __init__(self, job):
        self.sources = {kind: job["tests"].get(kind) or "" for kind in ("functional", "security")}
        self.entry_point = job["entry_point"]
        self.scopes = {}

    def plan(self):
        return [
            (node.name, kind)
            for kind, source in self.sources.items()
            for node in ast.parse(source).body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        ]

    def outcomes(self, candidate, cases):
        _install_modules(candidate)
        self.kinds = dict(self.plan())
        return run_oracle_cases(self, candidate, cases)

    def run(self, case, candidate, directory):
        if self.entry_point:
            candidate.require(self.entry_point)
        test = self._scope(self.kinds[case])[case]
        names = test.__code__.co_varnames[: test.__code__.co_argcount]
        test(**({"tmp_path": pathlib.Path(directory)} if "tmp_path" in names else {}))

    def _scope(self, kind):
        if kind not in self.scopes:
            scope = {"__name__": kind}
            run_trusted(self.sources[kind], kind + ".py", scope)
            self.scopes[kind] = scope
        return self.scopes[kind]


class raises:
    """`with raises(ValueError):` passes if the block raises that exception."""

    def __init__(self, expected):
        self.expected = expected

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            raise AssertionError("expected %s" % getattr(self.expected, "__name__", self.expected))
        self.value = error
        return issubclass(kind, self.expected)


def attempt(function, *args, **kwargs):
    """The value of the call, or the exception it raised: for exploits, where refusing is as good as answering."""
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return error


def _install_modules(candidate):
    """`solution`: proxies of the candidate's functions. `bifocal`: what tests need besides."""
    solution = types.ModuleType("solution")

    def proxy(name):
        if name.startswith("__"):
            raise AttributeError(name)

        def function(*args, **kwargs):
            return candidate.call(name, args, kwargs)

        return function

    solution.__getattr__ = proxy
    bifocal = types.ModuleType("bifocal")
    bifocal.raises = raises
    bifocal.attempt = attempt
    bifocal.inside = lambda name, *args, **kwargs: candidate.inside(name, args, kwargs)
    sys.modules.update(solution=solution, bifocal=bifocal)
