import type { Edit, EditSite, Helper } from '../edit.ts';
import { type Call, callsIn } from '../kit/calls.ts';
import { evaluated } from '../kit/evaluation.ts';
import { allNeeds, reachHelper } from '../kit/reach.ts';
import type { Source } from '../source.ts';

const EVALUATE: Helper = {
  name: '_evaluate',
  imports: ['ast', 'operator'],
  code: `def _evaluate(expression, names=None):
    """The value of an expression of literals, names and operators: it runs and reaches nothing else."""
    operators = {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
        ast.FloorDiv: operator.floordiv,
        ast.Mod: operator.mod,
        ast.Pow: operator.pow,
        ast.BitAnd: operator.and_,
        ast.BitOr: operator.or_,
        ast.BitXor: operator.xor,
        ast.LShift: operator.lshift,
        ast.RShift: operator.rshift,
        ast.Invert: operator.invert,
        ast.UAdd: operator.pos,
        ast.USub: operator.neg,
        ast.Not: operator.not_,
        ast.Eq: operator.eq,
        ast.NotEq: operator.ne,
        ast.Lt: operator.lt,
        ast.LtE: operator.le,
        ast.Gt: operator.gt,
        ast.GtE: operator.ge,
        ast.Is: operator.is_,
        ast.IsNot: operator.is_not,
        ast.In: lambda left, right: left in right,
        ast.NotIn: lambda left, right: left not in right,
    }
    functions = {
        function.__name__: function
        for function in (abs, bool, float, int, len, max, min, round, sorted, str, sum)
    }

    def bounded(value):
        if isinstance(value, int) and value.bit_length() > 10_000:
            raise ValueError("the result is too large")
        if hasattr(value, "__len__") and len(value) > 100_000:
            raise ValueError("the result is too large")
        return value

    def apply(kind, *values):
        if kind not in operators:
            raise ValueError(f"operator {kind.__name__} is not supported")
        numbers = all(isinstance(value, (int, float, complex)) for value in values)
        if kind in (ast.Mod, ast.Pow) and not numbers:
            raise ValueError("numbers only")
        if kind in (ast.Pow, ast.LShift) and (abs(values[1]) > 1000 or abs(values[0]) > 1e100):
            raise ValueError("the result is too large")
        if kind is ast.Mult and not numbers:
            times = [value for value in values if isinstance(value, int)]
            texts = [value for value in values if isinstance(value, (str, bytes))]
            if len(times) != 1 or len(texts) != 1:
                raise ValueError("numbers and texts only")
            if len(texts[0]) * times[0] > 100_000:
                raise ValueError("the result is too large")
        return bounded(operators[kind](*values))

    def call(name, values):
        if name not in functions:
            raise ValueError(f"function {name} is not supported")
        if name == "round" and any(isinstance(value, int) and abs(value) > 1000 for value in values[1:]):
            raise ValueError("the result is too large")
        put_together = {"str": values[:1], "sum": values[1:]}.get(name, [])
        if any(isinstance(value, (list, tuple, set, dict)) for value in put_together):
            raise ValueError("numbers and texts only")
        return bounded(functions[name](*values))

    def compare(node):
        left = value_of(node.left)
        for kind, other in zip(node.ops, node.comparators):
            right = value_of(other)
            if not apply(type(kind), left, right):
                return False
            left = right
        return True

    def value_of(node):
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            if not names or node.id.startswith("__") or node.id not in names:
                raise NameError(f"name {node.id!r} is not defined")
            return names[node.id]
        if isinstance(node, ast.BinOp):
            return apply(type(node.op), value_of(node.left), value_of(node.right))
        if isinstance(node, ast.UnaryOp):
            return apply(type(node.op), value_of(node.operand))
        if isinstance(node, ast.Compare):
            return compare(node)
        if isinstance(node, ast.BoolOp):
            for each in node.values:
                value = value_of(each)
                if bool(value) is isinstance(node.op, ast.Or):
                    break
            return value
        if isinstance(node, ast.IfExp):
            return value_of(node.body if value_of(node.test) else node.orelse)
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            kind = {ast.List: list, ast.Tuple: tuple, ast.Set: set}[type(node)]
            return kind(value_of(each) for each in node.elts)
        if isinstance(node, ast.Dict) and None not in node.keys:
            return {value_of(key): value_of(value) for key, value in zip(node.keys, node.values)}
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
            return value_of(node.value)[value_of(node.slice)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
            return call(node.func.id, [value_of(each) for each in node.args])
        raise ValueError(f"{type(node).__name__} is not supported")

    if len(expression) > 10_000:
        raise ValueError("the expression is too long")
    return value_of(ast.parse(expression.strip(), mode="eval").body)`,
};

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const names = evaluated(source, call);
  const [expression] = call.args;
  const helper = reachHelper(source, EVALUATE);
  if (names === undefined || expression === undefined || helper === undefined) return undefined;
  const rest = names === '' ? '' : `, ${names}`;
  return {
    about: [call.node],
    what: 'calculate with literals, names and operators only',
    changes: [
      { start: call.callee.start, end: call.callee.end, text: helper.text },
      { start: expression.end, end: call.list.end, text: `${rest})` },
    ],
    ...allNeeds(helper),
  };
};

/**
 * `eval(text, names)` becomes a small evaluator that comes along: literals, the names that were given, operators,
 * comparisons, elements of lists and dictionaries, and eleven functions such as `max`. Attributes, other calls,
 * comprehensions and f-strings raise `ValueError`, so that nothing of Python can be reached. What an expression took
 * from the variables around `eval` is no longer there. Texts, lists and numbers have a largest size and so has the
 * expression; only texts can be repeated. So no step takes long, and there are no more steps than letters.
 */
export const plainEvaluator: Edit = {
  id: 'plain-evaluator',
  title: 'Calculate expressions without running code',
  cwes: [95, 94, 78, 77],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
