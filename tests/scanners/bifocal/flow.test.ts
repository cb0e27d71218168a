import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkProgram } from '../../../src/scanners/bifocal/check.ts';
import type { Trait } from '../../../src/scanners/bifocal/flow/value.ts';
import type { Rule } from '../../../src/scanners/bifocal/rule.ts';
import { rules } from '../../../src/scanners/bifocal/rules/index.ts';
import { unanswered } from '../../../src/scanners/bifocal/taint.ts';

const ANSWERS: ReadonlySet<Trait> = new Set([
  'member',
  'pattern',
  'html-escaped',
  'number',
  'bounded',
  'vetted',
]);

const rule = (on: Rule['on']): Rule => ({
  id: 'py/probe',
  cwes: [1],
  severity: 'low',
  confidence: 'low',
  message: '',
  on,
});

/** Finds data from outside that reaches `sink()` unanswered. */
const SINK = rule({
  call: (call) =>
    call.name === 'sink' && call.args.some((value) => unanswered(value, call.state, ANSWERS) !== undefined),
});

const NAMES = rule({ call: ({ name }) => ({ message: name }) });

const found = (code: string, probe: Rule) => {
  const outcome = checkProgram(code, [probe]);
  return outcome.status === 'ok' ? outcome.value : outcome.reason;
};

const reaches = (code: string): boolean => {
  const findings = found(code, SINK);
  if (typeof findings === 'string') throw new Error(findings);
  return findings.length > 0;
};

const inFunction = (body: string, parameters = 'x, y=None'): string =>
  `def f(${parameters}):\n${body.replaceAll(/^/gm, '    ')}\n`;

describe('data from outside reaches', () => {
  test.each([
    ['a parameter', 'sink(x)'],
    ['a variable', 'a = b = x\nsink(b)'],
    ['an f-string', 'sink(f"a{x!r:>10}b")'],
    ['a formatted string', 'sink("%s" % x)\n'],
    ['format()', 'sink("{}".format(x))'],
    ['concatenation', 'a = "b"\na += x\nsink(a)'],
    ['join', 'sink(",".join(["a", x]))'],
    ['a list that is filled', 'parts = []\nparts.append(x)\nsink(" ".join(parts))'],
    ['a dictionary that is filled', 'd = {}\nd["k"] = x\nsink(d)'],
    ['a comprehension', 'sink([a.strip() for a in x])'],
    ['a loop', 'for a in x:\n    sink(a)'],
    ['unpacking', 'a, *b = x\nsink(b)'],
    ['an unknown function', 'sink(g(x))'],
    ['a method', 'sink(x.strip().lower())'],
    ['one of two values', 'sink("a" if y else x)'],
    ['a with statement', 'with open(x) as h:\n    sink(h.read())'],
    ['an exception handler', 'a = ""\ntry:\n    a = x\n    g()\nexcept E:\n    sink(a)'],
    ['a walrus', 'if (a := x):\n    sink(a)'],
    ['a lambda', 'g = lambda row: sink(x)'],
    ['a closure', 'def g():\n    sink(x)\ng()'],
    ['a match statement', 'match x:\n    case [a, b]:\n        pass\n    case a:\n        sink(a)'],
    ['await', 'a = await x\nsink(a)'],
    ['an attribute', 'o.field = x\nsink(o.field)'],
    ['a slice', 'sink(x[1:])'],
  ])('%s', (_, body) => {
    expect(reaches(inFunction(body))).toBe(true);
  });

  test.each([
    ['input()', 'sink(input())'],
    ['command line', 'import sys\nsink(sys.argv[1])'],
    ['environment', 'from os import environ as e\nsink(e["A"])'],
    ['environment by get', 'import os\nsink(os.getenv("A"))'],
    ['Flask', 'from flask import request\ndef f():\n    sink(request.args.get("a"))'],
    ['a method', 'class A:\n    def m(self, x):\n        sink(x)'],
    ['a helper', 'def _h(a):\n    sink(a)\ndef f(x):\n    _h(x)'],
    [
      'a method that calls another',
      'class A:\n    def _h(self, a):\n        return a\n    def m(self, x):\n        sink(self._h(x))',
    ],
    ['a demonstration is no caller', 'def g(x):\n    sink(x)\ndef main():\n    g("a")'],
  ])('from %s', (_, code) => {
    expect(reaches(`${code}\n`)).toBe(true);
  });

  test.each([
    ['no data', 'sink("a")'],
    ['a variable that was overwritten', 'a = x\na = "b"\nsink(a)'],
    ['a fixed entry', 'sink({"a": 1}[x])'],
    ['a look-up', 'sink({"a": 1}.get(x))'],
    ['a length', 'sink(len(x))'],
    ['a comparison', 'sink(x == 1)'],
    ['a sanitiser', 'import html\nsink(html.escape(x))'],
    ['a sanitiser in a loop', 'import html\nsink([html.escape(a) for a in x])'],
    ['an unknown sanitiser', 'sink(sanitize_name(x))'],
    ['a helper that sanitises', 'import html\ndef g(a):\n    return html.escape(a)\nsink(g(x))'],
  ])('not: %s', (_, body) => {
    expect(reaches(inFunction(body))).toBe(false);
  });

  test('a parameter with the type of a number', () => {
    expect(reaches(inFunction('sink(x)', 'x: int'))).toBe(false);
    expect(reaches(inFunction('sink(x)', 'x: str'))).toBe(true);
  });

  test('what helpers are called with, not what they could be', () => {
    expect(reaches('def h(a):\n    sink(a)\ndef f(x):\n    h("fixed")\n')).toBe(false);
  });

  test('fields of objects are what the constructor was given', () => {
    const code =
      'class A:\n    def __init__(self, x):\n        self.x = x\n    def m(self):\n        sink(self.x)\n';
    expect(reaches(code)).toBe(false);
  });
});

describe('a check', () => {
  test.each([
    ['that leaves', 'if x not in ALLOWED:\n    raise ValueError\nsink(x)'],
    ['that returns', 'if x != "a":\n    return None\nsink(x)'],
    ['around', 'if x in ALLOWED:\n    sink(x)'],
    ['with else', 'if x not in ALLOWED:\n    g()\nelse:\n    sink(x)'],
    ['with elif', 'if y:\n    pass\nelif x in ALLOWED:\n    sink(x)'],
    ['in an and', 'x in ALLOWED and sink(x)'],
    ['in a conditional expression', 'sink(x) if x in ALLOWED else None'],
    ['by assert', 'assert x in ALLOWED\nsink(x)'],
    ['kept in a variable', 'ok = x in ALLOWED\nif not ok:\n    return\nsink(x)'],
    ['in a loop', 'for a in x:\n    if a not in ALLOWED:\n        raise E\nsink(x)'],
    ['of all', 'if not all(a in ALLOWED for a in x):\n    raise E\nsink(x)'],
    ['in a filter', 'sink([a for a in x if a in ALLOWED])'],
    ['by a regular expression', 'import re\nif not re.fullmatch("[a-z]+", x):\n    raise E\nsink(x)'],
    ['by a compiled one', 'import re\np = re.compile(r"^\\w+$")\nif not p.match(x):\n    raise E\nsink(x)'],
    ['by a helper that answers', 'def ok(a):\n    return a in ALLOWED\nif not ok(x):\n    raise E\nsink(x)'],
    ['by a helper that raises', 'def need(a):\n    if a not in ALLOWED:\n        raise E\nneed(x)\nsink(x)'],
    [
      'by a helper that gives it back',
      'def get(a):\n    if a not in ALLOWED:\n        return None\n    return a\nsink(get(x))',
    ],
    ['by an unknown validator', 'validate_name(x)\nsink(x)'],
    ['by exception', 'try:\n    int(x)\nexcept ValueError:\n    return\nsink(x)'],
    ['of the type', 'if not isinstance(x, int):\n    raise E\nsink(x)'],
    ['of the length', 'if len(x) > 100:\n    raise E\nsink(x)'],
    ['before something is made of it', 'if x not in ALLOWED:\n    raise E\na = "b" + x\nsink(a)'],
    ['of what was made of it', 'a = x.strip()\nif a not in ALLOWED:\n    raise E\nsink(a)'],
    ['that mends', 'if x not in ALLOWED:\n    x = "a"\nsink(x)'],
    ['in a case', 'match x:\n    case "a" | "b":\n        sink(x)'],
    ['before an assignment in a branch', 'a = "b"\nif x in ALLOWED:\n    a = x\nsink(a)'],
  ])('counts %s', (_, body) => {
    expect(reaches(inFunction(body))).toBe(false);
  });

  test.each([
    ['after', 'sink(x)\nif x not in ALLOWED:\n    raise E'],
    ['without consequence', 'if x not in ALLOWED:\n    print("careful")\nsink(x)'],
    ['of something else', 'if y not in ALLOWED:\n    raise E\nsink(x)'],
    ['in another branch', 'if y:\n    if x not in ALLOWED:\n        raise E\nsink(x)'],
    ['whose exception is swallowed', 'try:\n    int(x)\nexcept ValueError:\n    pass\nsink(x)'],
    ['of a part', 'if x.name not in ALLOWED:\n    raise E\nsink(x.path)'],
    ['of the first word', 'a = x.split()\nif a[0] not in ALLOWED:\n    raise E\nsink(x)'],
    ['for nothing', 'if x is None or x == "":\n    raise E\nsink(x)'],
    ['of a text that may hold it', 'if ALLOWED[0] in x:\n    sink(x)'],
    ['by a loose regular expression', 'import re\nif not re.match("[a-z]+", x):\n    raise E\nsink(x)'],
    ['for emptiness', 'if len(x) == 0:\n    raise E\nsink(x)'],
  ])('does not count %s', (_, body) => {
    expect(reaches(inFunction(body))).toBe(true);
  });
});

test.each([
  ['import os\nos.system("a")', 'os.system'],
  ['import os as o\no.system("a")', 'os.system'],
  ['from os import system as s\ns("a")', 'os.system'],
  ['import os.path\nos.path.join("a")', 'os.path.join'],
  ['import requests\ns = requests.Session()\ns.get("a")', 'requests.Session().get'],
  [
    'class A:\n    def __init__(self):\n        self.s = requests.Session()\n    def m(self):\n        self.s.get(1)',
    'requests.Session().get',
  ],
  [
    'class A:\n    db = sqlite3.connect(1)\n    def m(self):\n        self.db.execute(1)',
    'sqlite3.connect().execute',
  ],
  ['def f(p: Path):\n    p.open()', 'pathlib.Path().open'],
  ['import cPickle\ncPickle.loads("a")', 'pickle.loads'],
  ['def f(c):\n    c.execute("a")', '?.execute'],
  ['subprocess.run("a")', 'subprocess.run'],
  ['from pathlib import Path\np = Path("a") / "b"\np.open()', 'pathlib.Path().open'],
])('%j calls %s', (code, name) => {
  const findings = found(`${code}\n`, NAMES);
  expect(typeof findings === 'string' ? findings : findings.map(({ message }) => message)).toContain(name);
});

test.each([
  ['sink("a" "b")', 'ab'],
  ['a = "x"\nsink(f"{a}y" + "z")', 'xyz'],
  ['sink("%s-%d" % ("a", 5))', 'a-5'],
  ['a = "{1}{0}{k}".format("a", "b", k="c")\nsink(a)', 'bac'],
  ['sink(2 ** 3 * 4)', '32'],
  ['sink("\\x41\\n")', 'A\n'],
  ['sink(r"\\n")', '\\n'],
  ['sink(-1)', '-1'],
  ['sink(0o600)', '384'],
])('%j is %j', (code, text) => {
  const constants = rule({ call: ({ args }) => ({ message: String(args[0]?.constant) }) });
  const findings = found(`${code}\n`, constants);
  expect(typeof findings === 'string' ? findings : findings.at(-1)?.message).toBe(text);
});

test('going through a program always comes to an end, whatever it says', () => {
  const line = fc.constantFrom(
    'x = f(x)',
    'def f(x):',
    '    return g(f(x))',
    '    x = [x, x]',
    '    sink(x)',
    'def g(y):',
    '    f(y)',
    '    while y: y = {**y, "a": y}',
    '    return y',
    'class A(f):',
    '    def m(self): self.m(self)',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      expect(['ok', 'unknown']).toContain(checkProgram(`${lines.join('\n')}\n`, [SINK]).status);
    }),
    { numRuns: 300 },
  );
});

test('helpers that call helpers do not cost more than they should', () => {
  const layers = Array.from({ length: 12 }, (_, at) =>
    Array.from({ length: 6 }, (_, n) => `def f${at}_${n}(x):\n    ${callsOf(at)}\n`).join(''),
  );
  const start = performance.now();
  expect(checkProgram(layers.join(''), [SINK]).status).toBe('ok');
  expect(performance.now() - start).toBeLessThan(5000);
});

const callsOf = (at: number): string =>
  at === 11 ? 'sink(x)' : Array.from({ length: 6 }, (_, n) => `f${at + 1}_${n}(x)`).join('; ');

test.each([
  ['a text that doubles', `a = "ab"\n${'a = a + a\n'.repeat(60)}`],
  ['an f-string that doubles', `def f(x):\n${'    x = f"a{x}b{x}"\n'.repeat(60)}`],
  ['a list that doubles', `a = [1]\n${'a = a + a\n'.repeat(60)}`],
  ['a page that grows', `def f(x):\n    p = ""\n${'    p += "<p>" + x + "</p>"\n'.repeat(3000)}`],
  [
    'many branches',
    `def f(x):\n${Array.from({ length: 700 }, (_, at) => `    if x: v${at} = x\n`).join('')}`,
  ],
])('%s is gone through in time', (_, code) => {
  const start = process.cpuUsage(); // other processes do not count
  expect(checkProgram(code, Object.values(rules)).status).toBe('ok');
  expect(process.cpuUsage(start).user).toBeLessThan(10_000_000);
});

test('what would take too long is unknown', () => {
  const lines = Array.from({ length: 3000 }, (_, at) => `    if x: v${at} = x\n`);
  expect(checkProgram(`def f(x):\n${lines.join('')}`, [SINK])).toEqual({
    status: 'unknown',
    reason: 'Bifocal: the code takes too long to go through',
  });
});
