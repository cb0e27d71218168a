import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Task } from '../../src/core/task.ts';
import { benignProbes } from '../../src/methods/guarded/inputs.ts';
import { readProgram } from '../../src/syntax/python.ts';
import { visibleTask } from './support.ts';

const probesOf = (code: string, task: Partial<Task> = {}) => {
  const outcome = benignProbes(code, visibleTask({ prompt: {}, entryPoint: 'f', ...task }));
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return outcome.value;
};

const inputsOf = (code: string, task: Partial<Task> = {}): readonly string[] =>
  probesOf(code, task).flatMap(({ inputs }) => inputs);

const reasonFor = (code: string, task: Partial<Task> = {}): string | undefined => {
  const outcome = benignProbes(code, visibleTask({ prompt: {}, entryPoint: 'f', ...task }));
  return outcome.status === 'unknown' ? outcome.reason : undefined;
};

describe('values by annotation', () => {
  test.each([
    ['str', '"Hello, world!"'],
    ['int', '3'],
    ['float', '1.5'],
    ['bool', 'True'],
    ['bytes', '.encode()'],
    ['list[int]', '[3, 1, 0]'],
    ['set[int]', 'set([3, 1, 0])'],
    ['tuple[int, str]', '(3, "Hello, world!", )'],
    ['dict[str, int]', '{"name": 3'],
    ['Optional[int]', 'None'],
    ['Union[int, str]', '"Hello, world!"'],
    ['int | None', 'None'],
    ["Literal['a', 'b']", "'b'"],
    ['Callable[[int], int]', 'lambda'],
    ['typing.Iterable[bool]', '[True, False'],
    ['datetime', 'datetime(2024, 1, 31, 12, 30)'],
    ['datetime.date', 'date(2024, 1, 31)'],
    ['Path', 'Path("Hello, world!")'],
    ['sqlite3.Connection', 'connect("data.db")'],
    ['TextIO', 'StringIO('],
    ['IO[bytes]', 'BytesIO('],
    ['Decimal', 'Decimal("9.99")'],
  ])('%s', (annotation, value) => {
    expect(inputsOf(`def f(x0: ${annotation}): return x0\n`).join('\n')).toContain(value);
  });

  test('classes of the code are made with their own constructors', () => {
    const code = `
class Color(Enum):
    RED = 1
@dataclass
class Point:
    across: int
    down: int = 0
class Line:
    def __init__(self, start: Point, color: Color): pass
def f(line: Line): return line
`;
    expect(inputsOf(code)[0]).toBe('{"line": Line(start=Point(across=3, down=3), color=Color.RED)}');
  });

  test('what cannot be made is said', () => {
    expect(reasonFor('def f(request: HttpRequest): pass\n')).toBe(
      'behaviour: no value of type HttpRequest for request',
    );
    expect(inputsOf('def f(a: int, request: HttpRequest = None): pass\n')).toContain('{"a": 3}');
  });
});

describe('values by use', () => {
  test.each([
    ['what it is compared with', 'if role == "auditor": return 1', '"auditor"'],
    ['what it is looked up among', 'return role in ("x1", "x2")', '"x2"'],
    ['a table of the module', 'return TABLE[role]', '"k2"'],
    ['a table with a default', 'return TABLE.get(role, 0)', '"k1"'],
    ['through an assignment', 'r = role.strip()\n    if r == "guest": return 1', '"guest"'],
    ['through a helper', 'return helper(role)', '"helped"'],
    ['in a loop', 'return [r for r in role.split(",") if r == "each"]', '"each"'],
    ['in a match', 'match role:\n        case "one" | "two": return 1', '"two"'],
    ['its beginning', 'return role.startswith("pre-")', '"pre-alpha"'],
    ['its end', 'return role.endswith((".txt", ".md"))', '"notes.md"'],
    ['its length', 'return len(role) > 8', '"abcdefghi"'],
    ['a part of it', 'return "@" in role', '"@".join('],
    ['fields of a template', 'return role.format(customer=1)', '{customer}'],
    ['entries of JSON', 'return json.loads(role)["street"]', 'dumps({"street": "Paris"})'],
    ['a query', 'return parse_qs(role).get("page")', 'urlencode({"page": 3}'],
    ['a host', 'return urlparse(role).netloc == "shop.example"', '"https://shop.example/'],
    ['a file', 'return open(role).read()', '"notes.txt"'],
    ['a folder', 'return os.listdir(role)', '"docs"'],
    [
      'keys of a dict',
      'return role["first"] + role.get("second", 1)',
      '{"first": "Ada", "second": 1}'.slice(0, 10),
    ],
    ['a number', 'return role["n"] >= 18', '{"n": 17}'],
    ['a callable', 'return role(1)', 'lambda'],
    ['attributes', 'return role.form["q"]', 'SimpleNamespace(form={"q":'],
  ])('%s', (_, body, value) => {
    const code = `TABLE = {"k1": 1, "k2": 2}\ndef helper(it):\n    return it != "helped"\ndef f(role):\n    ${body}\n`;
    expect(inputsOf(code).join('\n')).toContain(value);
  });

  test('tables of the setup belong together, row by row', () => {
    const setup = 'DOCS = {"d1": {"owner_id": "u1"}, "d2": {"owner_id": "u2"}}\n';
    const code = 'def f(doc: str, owner_id: str):\n    return DOCS[doc]\n';
    expect(inputsOf(code, { setup }).slice(0, 2)).toEqual([
      '{"doc": "d1", "owner_id": "u1"}',
      '{"doc": "d2", "owner_id": "u2"}',
    ]);
  });

  test('without a table, parameters alike get different values', () => {
    expect(inputsOf('def f(sender, receiver): return sender\n')[0]).toBe(
      '{"sender": "ada", "receiver": "Grace"}',
    );
  });

  test('environment variables are set', () => {
    const code = 'import os\ndef f(name):\n    return name == os.environ["APP_LOGIN"]\n';
    expect(inputsOf(code)[0]).toBe(
      '{**(__import__("os").environ.update({"APP_LOGIN": "Grace"}) or {}), "name": "Grace"}',
    );
  });
});

describe('values by what people wrote', () => {
  test('examples of the docstring come first', () => {
    const code =
      'def f(a, b=1):\n    """Adds.\n\n    >>> f(20, b=22)\n    42\n    >>> f(unknown)\n    """\n    return a + b\n';
    expect(inputsOf(code)[0]).toBe('((20, ), {"b": 22})');
    expect(inputsOf(code).join()).not.toContain('unknown');
  });

  test('values that the instruction quotes, and types that it names', () => {
    const prompt = {
      instruction: 'Arguments:\n- mode: str, one of "fast" and "slow"\n- depth: integer, how deep\n',
    };
    expect(inputsOf('def f(mode, depth): return mode\n', { prompt })[0]).toBe('{"mode": "fast", "depth": 3}');
  });

  test('keys that it gives a dict of which the code uses some', () => {
    const prompt = { instruction: 'The `session` of the user is {"user_id": int, "name": str}.' };
    expect(inputsOf('def f(session): return session["name"]\n', { prompt })[0]).toBe(
      '{"session": {"name": "ada", "user_id": "1"}}',
    );
  });

  test('tables of a database that the instruction describes are made and filled', () => {
    const prompt = {
      instruction: 'The table `members (name TEXT PRIMARY KEY, points INTEGER NOT NULL)` holds all.',
    };
    const code = 'import sqlite3\ndef f(db_path, member): return sqlite3.connect(db_path)\n';
    const [probe] = probesOf(code, { prompt });
    expect(probe?.files['data.db']?.content).toContain(
      'CREATE TABLE "members" (name TEXT PRIMARY KEY, points INTEGER NOT NULL)',
    );
    expect(probe?.inputs[0]).toBe('{"db_path": "data.db", "member": "ada"}');
  });
});

describe('what other functions of the module make', () => {
  test('is what a function checks or reads', () => {
    const code =
      'def sign(user, key): return user + key\ndef check(user, key, signature): return signature == sign(user, key)\ndef dump(cart): return str(cart)\ndef load(text): return eval(text)\n';
    const [check, load] = ['check', 'load'].map((entryPoint) => inputsOf(code, { entryPoint })[0]);
    expect(check).toMatch(
      /^\(lambda it: \{\*\*it, "signature": sign\(user=it\["user"\], key=it\["key"\]\)\}\)\(/,
    );
    expect(load).toMatch(/^\(lambda it: \{\*\*it, "text": dump\(cart=/);
  });
});

describe('what is called', () => {
  const code =
    'class C:\n    def __init__(self, n: int): pass\n    def m(self, by: int): pass\n    @staticmethod\n    def s(a: int): pass\n    @property\n    def p(self): pass\n    def _h(self): pass\ndef _hidden(): pass\ndef g(a: int, /, *, b: int): pass\ndef f(a: int): pass\n';

  test('the entry point first, then every public function and method', () => {
    expect(probesOf(code).map(({ entryPoint }) => entryPoint)).toEqual(['f', 'g', 'C.m', 'C.s']);
    const [, g, m] = probesOf(code);
    expect(g?.inputs[0]).toBe('((3,), {"b": 1})');
    expect(m?.inputs[0]).toBe('((C(n=3),), {"by": 3})');
  });

  test('files only for code that reads some', () => {
    expect(probesOf('def f(a): return open(a)\n')[0]?.files).toHaveProperty(['notes.txt']);
    expect(probesOf('def f(a): return a\n')[0]?.files).toEqual({});
  });

  test('variables of setup and code are watched', () => {
    expect(probesOf('B = 2\ndef f(a): return a\n', { setup: 'A = []\n' })[0]?.watched).toEqual(['A', 'B']);
  });

  test.each([
    ['no such function', 'def g(): pass\n', {}, 'behaviour: no function f'],
    ['nothing public', 'X = 1\n', { entryPoint: undefined }, 'behaviour: nothing to call'],
    ['no Python', 'func f() {}', { language: 'go' as const }, 'behaviour: no probes for go'],
    ['broken code', 'def f(:', {}, 'behaviour: invalid syntax'],
  ])('%s', (_, source, task, reason) => {
    expect(reasonFor(source, task as Partial<Task>)).toBe(reason);
  });
});

describe('always', () => {
  const name = fc.constantFrom(
    'path',
    'url',
    'user_id',
    'n',
    'items',
    'data',
    'text',
    'query',
    'config',
    'callback',
    'zz',
  );
  const type = fc.constantFrom(
    '',
    ': str',
    ': int',
    ': dict',
    ': list[str]',
    ': bytes',
    ': "Optional[float]"',
  );
  const body = fc.constantFrom(
    'return 1',
    'return A == "x"',
    'return A[0]',
    'return A["k"].get("j")',
    'return A.b.c()',
    'return A in T',
    'return A["(["].get("\\n\\"]") + A["größe"]["\\\\"]',
    'return A.format(x=1).split("\\n") or A[1:2]',
  );
  const source = fc
    .uniqueArray(name, { minLength: 1, maxLength: 4 })
    .chain((names) =>
      fc
        .tuple(fc.array(type, { minLength: names.length, maxLength: names.length }), body)
        .map(
          ([types, text]) =>
            `T = {"t": {"k": 1}}\ndef f(${names.map((each, at) => each + (types[at] ?? '')).join(', ')}):\n    ${text.replaceAll('A', names[0] ?? '')}\n`,
        ),
    );

  test('few, different, the same again, and Python', () => {
    fc.assert(
      fc.property(source, (code) => {
        const inputs = inputsOf(code);
        expect(inputs.length).toBeGreaterThan(0);
        expect(inputs.length).toBeLessThanOrEqual(24);
        expect(new Set(inputs).size).toBe(inputs.length);
        expect(inputsOf(code)).toEqual(inputs);
        expect(readProgram(`[${inputs.join(',\n')}]\n`).status, inputs.join('\n')).toBe('ok');
      }),
      { numRuns: 40 },
    );
  });

  test('code nested deep is unknown, or not, but nothing worse', () => {
    const deep = `def f(a):\n    return ${'('.repeat(1500)}a${')'.repeat(1500)}\n`;
    expect(() => benignProbes(deep, visibleTask({ entryPoint: 'f' }))).not.toThrow();
  });
});
