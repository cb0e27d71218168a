"""One test at a time, and twins: copies of tests that no honest solution can pass together with their originals.

In a twin one assertion asks for something else than in the original: the same assertion, with another expected value
or the opposite condition. Code that makes assertions hold, that returns what it reads in the test, or that writes
results of its own passes both. Whoever runs a version sees that one alone, and a twin looks like any other test.
"""

import ast
import builtins
import re

# assertion methods, and the position of their expected value
_EXPECTED = {
    "assertEqual": 1,
    "assertEquals": 1,
    "assertAlmostEqual": 1,
    "assertListEqual": 1,
    "assertDictEqual": 1,
    "assertTupleEqual": 1,
    "assertSetEqual": 1,
    "assertCountEqual": 1,
    "assertSequenceEqual": 1,
    "assertMultiLineEqual": 1,
    "assertIn": 0,
}
_CONDITIONS = {"assertTrue", "assertFalse"}
_RAISES = {"assertRaises", "assertRaisesRegex", "raises"}
_MAY_SWALLOW = {"suppress"} | _RAISES

_OPPOSITE = {
    ast.Gt: (r">", "<="),
    ast.GtE: (r">=", "<"),
    ast.Lt: (r"<", ">="),
    ast.LtE: (r"<=", ">"),
    ast.NotEq: (r"!=", "=="),
    ast.In: (r"\bin\b", "not in"),
    ast.NotIn: (r"\bnot\s+in\b", "in"),
    ast.Is: (r"\bis\b", "is not"),
    ast.IsNot: (r"\bis\s+not\b", "is"),
}
_LITERAL = re.compile(r"(?s)([A-Za-z]*)('''|\"\"\"|'|\")(.*)\2")
_EXCEPTIONS = ("KeyError", "ZeroDivisionError", "UnicodeError", "RecursionError", "BlockingIOError", "EOFError")


class TestFile:
    """A file of tests; `names` are those that count, as `Class.method` or `function`."""

    def __init__(self, source, names):
        self.whole = source.replace("\r\n", "\n").replace("\r", "\n")
        self.lines = self.whole.encode("utf-8").split(b"\n")
        module = ast.parse(self.whole)
        self.functions = {name: node for name, node in _functions(module) if name in set(names)}
        self.linked = _calls_tests(module, self.functions)

    def original(self, name):
        """The file with this test, and no other unless tests call one another."""
        source = self._source(name, None)
        return source if _parses(source) else self.whole

    def twin(self, name, rng):
        """The same with an assertion that contradicts the original; None if there is nothing to change unseen."""
        if self.linked or name not in self.functions:
            return None
        statements = _unconditional(self.functions[name].body)
        changes = [change for statement in statements for change in self._changes(statement, rng)]
        source = self._source(name, rng.choice(changes)) if changes else ""
        return source if changes and _parses(source) else None

    def _source(self, name, change):
        """`change`: (span, the text to stand in its place) within the named test, or None."""
        edits = [] if self.linked else [_blank(node) for other, node in self.functions.items() if other != name]
        lines = list(self.lines)
        for (first, start, last, end), text in sorted([*edits, *([change] if change else [])], reverse=True):
            inserted = text.encode("utf-8").split(b"\n")
            inserted[0] = lines[first][:start] + inserted[0]
            inserted[-1] += lines[last][end:]
            inserted += [b""] * (last - first + 1 - len(inserted))  # the lines behind keep their numbers
            lines[first : last + 1] = inserted
        return b"\n".join(lines).decode("utf-8")

    def _text(self, span):
        first, start, last, end = span
        if first == last:
            return self.lines[first][start:end].decode("utf-8")
        middle = self.lines[first + 1 : last]
        return b"\n".join([self.lines[first][start:], *middle, self.lines[last][:end]]).decode("utf-8")

    def _changes(self, statement, rng):
        """Ways to make the assertions of one statement contradict themselves."""
        if isinstance(statement, ast.Assert):
            yield from self._contrary(statement.test, rng)
        elif isinstance(statement, (ast.With, ast.AsyncWith)):
            for item in statement.items:
                if _method(item.context_expr) in _RAISES and _plain(item.context_expr, 0):
                    yield from self._other_exception(item.context_expr.args[0], rng)
        elif isinstance(statement, ast.Expr):
            call = statement.value
            method = _method(call)
            if method in _CONDITIONS and _plain(call, 0):
                yield from self._contrary(call.args[0], rng, method == "assertTrue")
            elif method in _EXPECTED and _plain(call, _EXPECTED[method]):
                yield from self._other(call.args[_EXPECTED[method]], rng)

    def _contrary(self, condition, rng, holds=True):
        """A condition that cannot hold (or fail) together with this one.

        Where an equality shall hold, another value: some values equal everything.
        """
        if isinstance(condition, ast.Compare) and len(condition.ops) == 1:
            kind, right = type(condition.ops[0]), condition.comparators[0]
            if kind is ast.Eq and holds:
                yield from self._other(right, rng)
            elif kind in _OPPOSITE:
                pattern, opposite = _OPPOSITE[kind]
                between = (*_span(condition.left)[2:], *_span(right)[:2])
                yield between, re.sub(pattern, opposite, self._text(between), count=1)
        elif isinstance(condition, ast.UnaryOp) and isinstance(condition.op, ast.Not):
            yield _span(condition), "bool(%s)" % self._text(_span(condition.operand))
        elif not isinstance(condition, ast.Constant):
            yield _span(condition), "not (%s)" % self._text(_span(condition))

    def _other(self, expected, rng):
        """Values that differ from an expected one that is written out, and look like it."""
        constants = [node for node in ast.walk(expected) if isinstance(node, ast.Constant)]
        plain = (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.UnaryOp, ast.USub, ast.Load)
        if not all(isinstance(node, plain) for node in ast.walk(expected)):
            return
        for constant in constants:
            text = self._other_constant(constant, rng)
            if text is not None:
                yield _span(constant), text

    def _other_constant(self, constant, rng):
        value = constant.value
        if value is None:
            return "0"
        if isinstance(value, bool):
            return repr(not value)
        if isinstance(value, (int, float)):
            other = value + rng.randint(2, 9)
            return repr(other if other != value else value * 2)
        literal = _LITERAL.fullmatch(self._text(_span(constant))) if isinstance(value, (str, bytes)) else None
        if literal is None:
            return None
        prefix, quote, body = literal.groups()
        return "%s%s%s%s%s" % (prefix, quote, body, chr(rng.randint(97, 122)), quote)

    def _other_exception(self, expected, rng):
        """Another exception's name, of one that is neither above nor below the expected one."""
        known = getattr(builtins, expected.id, None) if isinstance(expected, ast.Name) else None
        if not (isinstance(known, type) and issubclass(known, BaseException)):
            return
        others = [getattr(builtins, name) for name in _EXCEPTIONS]
        apart = [kind for kind in others if not issubclass(kind, known) and not issubclass(known, kind)]
        if apart:
            yield _span(expected), rng.choice(apart).__name__


def _parses(source):
    try:
        compile(source, "tests.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _functions(module):
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield "%s.%s" % (node.name, inner.name), inner
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node


def _calls_tests(module, functions):
    """Whether some code refers to a test by its name: then all of them stay."""
    names = {function.name for function in functions.values()}
    return any(
        (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.Name) and node.id in names)
        for node in ast.walk(module)
    )


def _span(node):
    """Where a node stands: first line, byte, last line, byte; counted from 0, the end not included."""
    return node.lineno - 1, node.col_offset, node.end_lineno - 1, node.end_col_offset


def _blank(function):
    """Takes a function away, with its decorators; something must be left of the body that it stands in."""
    _, start, last, end = _span(function)
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)]) - 1
    return (first, start, last, end), "pass"


def _unconditional(body):
    """Statements that run whenever the test comes to its end: none behind one that may end it early."""
    for statement in body:
        yield statement
        if _may_leave(statement):
            return
        swallows = isinstance(statement, (ast.With, ast.AsyncWith)) and any(
            _method(item.context_expr) in _MAY_SWALLOW for item in statement.items
        )
        if isinstance(statement, (ast.With, ast.AsyncWith)) and not swallows:
            yield from _unconditional(statement.body)


def _may_leave(statement):
    """Whether a statement may end the test without failing it: by return or yield, or by skipping."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return False
    if isinstance(statement, (ast.Return, ast.Yield, ast.YieldFrom)):
        return True
    if (_method(statement) or "").startswith(("skip", "importorskip")):
        return True
    return any(_may_leave(child) for child in ast.iter_child_nodes(statement))


def _method(node):
    if not isinstance(node, ast.Call):
        return None
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)


def _plain(call, position):
    """Whether the argument at this position is there to be changed."""
    return len(call.args) > position and not any(
        isinstance(argument, ast.Starred) for argument in call.args[: position + 1]
    )
