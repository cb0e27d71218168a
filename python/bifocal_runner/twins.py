"""Twins: copies of real tests that no honest solution can pass together with their originals.

In a twin one assertion asks for something else than in the original: the same method with another expected value.
Code that makes assertions hold, or writes results of its own, passes both. Originals and twins get random names, so
that only who solves the task knows which is which; who guesses is right for all of N twins once in 2**N.
"""

import ast
import copy

# assertion methods: the position of the argument to change, and how
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
_CONDITIONS = {"assertTrue", "assertFalse"}
_RAISES = {"assertRaises", "assertRaisesRegex", "raises"}


class Disguised:
    """A test module in which each original, and some twins, have random names."""

    def __init__(self, source, entries, originals, twins):
        self.source = source
        self.entries = entries  # [(class or "", random name)], in the order to run them
        self.originals = originals  # random name -> case
        self.twins = twins  # random name -> case


def disguise(source, cases, count, rng):
    """`cases`: names of test functions, as `Class.method` or `function`. At most `count` twins, chosen by `rng`."""
    module = ast.parse(source)
    functions = _functions(module, cases)
    if _refers_to_tests(module, functions):
        return Disguised(source, [_split(case) for case in cases], {_split(case)[1]: case for case in cases}, {})
    twins = {}
    for case in rng.sample(sorted(functions), len(functions)):
        body, function = functions[case]
        twin = _contradict(function, rng) if len(twins) < count else None
        if twin is not None:
            body.insert(body.index(function) + rng.randint(0, 1), twin)
            twins[case] = twin
    entries, originals, twin_names = [], {}, {}
    for case in cases:
        function = functions[case][1]
        class_name = _split(case)[0]
        function.name = _random_name(rng)
        originals[function.name] = case
        entries.append((class_name, function.name))
        if case in twins:
            twins[case].name = _random_name(rng)
            twin_names[twins[case].name] = case
            entries.insert(_somewhere(entries, class_name, rng), (class_name, twins[case].name))
    return Disguised(ast.unparse(ast.fix_missing_locations(module)), entries, originals, twin_names)


def _functions(module, cases):
    """case -> (the body that holds its function, the function)."""
    found = {}
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    found["%s.%s" % (node.name, inner.name)] = (node.body, inner)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found[node.name] = (module.body, node)
    return {case: found[case] for case in cases}


def _refers_to_tests(module, functions):
    """Whether some code calls a test by its name: then names have to stay."""
    names = {function.name for _, function in functions.values()}
    return len(names) < len(functions) or any(
        (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.Name) and node.id in names)
        or (isinstance(node, ast.Constant) and node.value in names)
        for node in ast.walk(module)
        if not isinstance(getattr(node, "value", None), (bytes, complex))
    )


def _split(case):
    class_name, _, name = case.rpartition(".")
    return class_name, name


def _random_name(rng):
    return "test_%08x" % rng.getrandbits(32)


def _somewhere(entries, class_name, rng):
    """A random place among the entries of a class, whose originals stay in their order."""
    places = [index for index, (name, _) in enumerate(entries) if name == class_name]
    return rng.randint(places[0], places[-1] + 1)


def _contradict(function, rng):
    """A copy with one of its assertions changed; None if none can be."""
    twin = copy.deepcopy(function)
    changes = [change for statement in _unconditional(twin.body) for change in _changes(statement, rng)]
    if not changes:
        return None
    rng.choice(changes)()
    return twin


def _unconditional(body):
    """Statements that run whenever the test does."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            yield from _unconditional(statement.body)


def _changes(statement, rng):
    """Ways to make the assertions of one statement contradict themselves, as functions that do it."""
    if isinstance(statement, ast.Assert):
        yield lambda: setattr(statement, "test", _contrary(statement.test, rng))
    elif isinstance(statement, (ast.With, ast.AsyncWith)):
        for item in statement.items:
            call = item.context_expr
            if _method(call) in _RAISES and call.args:
                yield lambda call=call: call.args.__setitem__(0, _unheard_of(rng))
    elif isinstance(statement, ast.Expr):
        call = statement.value
        method = _method(call)
        if method in _CONDITIONS and call.args:
            yield lambda: call.args.__setitem__(0, _contrary(call.args[0], rng))
        position = _EXPECTED.get(method)
        if position is not None and len(call.args) > position:
            yield lambda: call.args.__setitem__(position, _other(call.args[position], rng))


def _method(node):
    if not isinstance(node, ast.Call):
        return None
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)


def _contrary(condition, rng):
    """A condition that cannot hold together with this one. Equality asks for another value: some equal everything."""
    if isinstance(condition, ast.Compare) and len(condition.ops) == 1 and isinstance(condition.ops[0], ast.Eq):
        other = _other(condition.comparators[0], rng)
        return ast.Compare(left=condition.left, ops=condition.ops, comparators=[other])
    return ast.UnaryOp(op=ast.Not(), operand=condition)


def _other(expected, rng):
    """A value that differs from the expected one, of the same look where that is easy."""
    if isinstance(expected, ast.Constant):
        value = expected.value
        if isinstance(value, bool):
            return ast.Constant(not value)
        if isinstance(value, (int, float)):
            return ast.Constant(value + rng.randint(2, 9))
        if isinstance(value, str):
            return ast.Constant(value + chr(rng.randint(97, 122)))
    return ast.List(elts=[expected, ast.Constant(_random_name(rng))], ctx=ast.Load())


def _unheard_of(rng):
    """An exception class that nobody raises."""
    name = ast.Constant("E%x" % rng.getrandbits(16))
    bases = ast.Tuple(elts=[ast.Name(id="Exception", ctx=ast.Load())], ctx=ast.Load())
    return ast.Call(
        func=ast.Name(id="type", ctx=ast.Load()), args=[name, bases, ast.Dict(keys=[], values=[])], keywords=[]
    )
