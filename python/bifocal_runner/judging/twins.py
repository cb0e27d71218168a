"""One test at a time, and twins: copies of tests that no honest solution can pass together with their originals.

In a twin one assertion asks for something else than in the original: the same assertion with another expected value.
Code that makes assertions hold, that returns what it reads in the test, or that writes results of its own passes
both. Whoever runs a version sees that one alone, so only who solves the task knows which of the two it is.
"""

import ast

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
    "assertIs": 1,
}
_RAISES = {"assertRaises", "assertRaisesRegex", "raises"}


class TestFile:
    """A file of tests; `names` are those that count, as `Class.method` or `function`."""

    def __init__(self, source, names):
        self.lines = source.encode("utf-8").split(b"\n")
        module = ast.parse(source)
        self.functions = {name: node for name, node in _functions(module) if name in set(names)}
        self.linked = _calls_tests(module, self.functions)

    def original(self, name):
        """The file with this test, and no other unless tests call one another."""
        return self._source(name, [])

    def twin(self, name, rng):
        """The same with an assertion that contradicts the original; None if there is nothing to change."""
        changes = [
            change
            for statement in _unconditional(self.functions[name].body)
            for change in self._changes(statement, rng)
        ]
        natural = [change for change in changes if isinstance(change[0], ast.Constant)]  # looks like any other test
        return self._source(name, [rng.choice(natural or changes)]) if changes else None

    def _source(self, name, changes):
        """`changes`: (node, the text to stand in its place) within the named test."""
        edits = [] if self.linked else [_blank(node) for other, node in self.functions.items() if other != name]
        edits += [(_span(node), text) for node, text in changes]
        lines = list(self.lines)
        for (first, start, last, end), text in sorted(edits, reverse=True):
            inserted = text.encode("utf-8").split(b"\n")
            inserted += [b""] * (last - first + 1 - len(inserted))  # the lines behind keep their numbers
            tail = lines[last][end:]
            inserted[0] = lines[first][:start] + inserted[0]
            if len(inserted) > 1 and not tail.strip():
                lines[first : last + 1] = inserted
            else:
                joined = b"\n".join(inserted).rstrip(b"\n") + tail
                lines[first : last + 1] = joined.split(b"\n")
        return b"\n".join(lines).decode("utf-8")

    def _text(self, node):
        first, start, last, end = _span(node)
        if first == last:
            return self.lines[first][start:end].decode("utf-8")
        middle = self.lines[first + 1 : last]
        return b"\n".join([self.lines[first][start:], *middle, self.lines[last][:end]]).decode("utf-8")

    def _changes(self, statement, rng):
        """Ways to make the assertions of one statement contradict themselves."""
        if isinstance(statement, ast.Assert):
            yield self._contrary(statement.test, rng)
        elif isinstance(statement, (ast.With, ast.AsyncWith)):
            for item in statement.items:
                if _method(item.context_expr) in _RAISES and _plain(item.context_expr, 0):
                    yield item.context_expr.args[0], 'type("E%x", (Exception,), {})' % rng.getrandbits(16)
        elif isinstance(statement, ast.Expr):
            call = statement.value
            method = _method(call)
            if method == "assertTrue" and _plain(call, 0):
                yield self._contrary(call.args[0], rng)
            elif method == "assertFalse" and _plain(call, 0):
                yield call.args[0], "(not (%s))" % self._text(call.args[0])
            elif method in _EXPECTED and _plain(call, _EXPECTED[method]):
                yield self._other(call.args[_EXPECTED[method]], rng)

    def _contrary(self, condition, rng):
        """A condition that cannot hold together with this one. Of an equality, another value: some equal everything."""
        if isinstance(condition, ast.Compare) and [type(op) for op in condition.ops] == [ast.Eq]:
            return self._other(condition.comparators[0], rng)
        return condition, "(not (%s))" % self._text(condition)

    def _other(self, expected, rng):
        """A value that differs from the expected one, of the same look where that is easy."""
        value = expected.value if isinstance(expected, ast.Constant) else None
        if isinstance(value, bool):
            return expected, repr(not value)
        if isinstance(value, (int, float)):
            return expected, repr(value + rng.randint(2, 9))
        if isinstance(value, str):
            return expected, repr(value + chr(rng.randint(97, 122)))
        return expected, "[%s, %r]" % (self._text(expected), "%08x" % rng.getrandbits(32))


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
    """Statements that run whenever the test does."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            yield from _unconditional(statement.body)


def _method(node):
    if not isinstance(node, ast.Call):
        return None
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)


def _plain(call, position):
    """Whether the argument at this position is there to be changed."""
    return len(call.args) > position and not any(
        isinstance(argument, ast.Starred) for argument in call.args[: position + 1]
    )
