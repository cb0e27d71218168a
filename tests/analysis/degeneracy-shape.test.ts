import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareShapes } from '../../src/analysis/degeneracy/change.ts';
import { lossesOf } from '../../src/analysis/degeneracy/losses.ts';
import { type Shape, shapeOf } from '../../src/analysis/degeneracy/shape.ts';
import { textShapeOf, vocabularyOf } from '../../src/analysis/degeneracy/text.ts';
import { known } from '../review/support.ts';
import { PAIRS } from './degeneracy-pairs.ts';

const shape = (code: string): Shape => known(shapeOf(code, 'python'));
const change = (base: string, changed: string) => compareShapes(shape(base), shape(changed));
const calls = (code: string) => Object.fromEntries(shape(code).calls);

describe('shape', () => {
  test('comments, docstrings and layout are no part of it', () => {
    const plain = 'def f(a):\n    return g(a, 1)\n';
    const decorated =
      '"""A module."""\n# note\ndef f( a ):\n    """Does it."""\n\n    return g(\n        a,  # first\n        1,\n    )\n';
    const { nodes, calls, conditions } = shape(decorated);
    expect({ nodes, calls, conditions }).toEqual(
      (({ nodes, calls, conditions }) => ({ nodes, calls, conditions }))(shape(plain)),
    );
  });

  test('calls have their full names, whatever the code calls them', () => {
    expect(
      calls(
        'import os.path as p, subprocess as sp\nfrom os import system as run\np.join("a")\nsp.run([])\nrun("ls")\nrun("ps")\n',
      ),
    ).toEqual({ 'os.path.join': 1, 'subprocess.run': 1, 'os.system': 2 });
    expect(calls('def f(db):\n    db.execute("x").fetchall()\n    open(db)\n    np.load(db)\n')).toEqual({
      '?.execute': 1,
      '?.fetchall': 1,
      open: 1,
      'numpy.load': 1,
    });
    expect(calls('import requests\nrequests.Session().get("x")\n(lambda: 1)()\n')).toEqual({
      'requests.Session': 1,
      '?.get': 1,
    });
  });

  test('sinks have a kind and a line', () => {
    const code =
      'import yaml\n\n\ndef load(path):\n    with open(path) as file:\n        return yaml.load(file)\n';
    expect(shape(code).sinks).toEqual([
      { kind: 'file', name: 'open', line: 5, text: 'open(path)' },
      { kind: 'deserialisation', name: 'yaml.load', line: 6, text: 'yaml.load(file)' },
    ]);
  });

  test('definitions: functions, methods and values, with parameters', () => {
    const code =
      'class A(B):\n    x = 1\n    @property\n    def m(self, a: int = 1, *, k, **rest): return a\ntry:\n    f = lambda q: q\nexcept E:\n    def f(q): return q\n';
    const { definitions } = shape(code);
    expect([...definitions.keys()]).toEqual(['A', 'A.x', 'A.m', 'f']);
    expect(definitions.get('A.m')?.parameters).toEqual(['self', 'a', 'k', '**rest']);
    expect([...(definitions.get('A.m')?.used ?? [])]).toEqual(['a']);
    expect(definitions.get('f')).toMatchObject({ kind: 'function', parameters: ['q'] });
  });

  test('other languages and what does not parse have none', () => {
    expect(shapeOf('int x;', 'c')).toEqual({ status: 'unknown', reason: 'no syntax tree of c' });
    expect(shapeOf('def f(:', 'python').status).toBe('unknown');
    expect(shapeOf(`x=${'-'.repeat(20_000)}1`, 'python').status).toBe('unknown');
  });
});

test.each([
  { body: 'pass', stub: 'empty' },
  { body: '...', stub: 'empty' },
  { body: '"""TODO"""', stub: 'empty' },
  { body: 'raise NotImplementedError', stub: 'raises' },
  { body: 'raise ValueError(f"no {a}")', stub: 'raises' },
  { body: 'return', stub: 'constant' },
  { body: 'return {"ok": [], "n": -1}', stub: 'constant' },
  { body: 'return dict()', stub: 'constant' },
  { body: 'result = []\nreturn result', stub: 'constant' },
  { body: 'print("disabled")\nreturn False', stub: 'constant' },
  { body: 'logging.warning("off")', stub: 'constant' },
  { body: 'if a:\n    return None\nreturn None', stub: 'constant' },
  { body: 'if a:\n    return None\nelse:\n    return 1', stub: undefined },
  { body: 'try:\n    pass\nexcept OSError:\n    return None', stub: 'constant' },
  { body: 'return a', stub: 'echo' },
  { body: 'return b', stub: undefined },
  { body: 'return a + 1', stub: undefined },
  { body: 'return f"{a}"', stub: undefined },
  { body: 'print(a)', stub: undefined },
  { body: 'if a > 1:\n    return True\nreturn False', stub: undefined },
  { body: 'if not a:\n    raise ValueError("a")', stub: undefined },
  { body: 'if g(a):\n    return None', stub: undefined },
  { body: 'with open(a):\n    pass', stub: undefined },
  { body: 'for x in a:\n    return x', stub: undefined },
  { body: 'yield a', stub: undefined },
  { body: 'self.a = None', stub: undefined },
])('a function that does "$body" is $stub', ({ body, stub }) => {
  const code = `def f(a):\n    ${body.replaceAll('\n', '\n    ')}\n`;
  expect(shape(code).definitions.get('f')?.stub).toBe(stub);
});

describe('change', () => {
  test('a sink is replaced by one of its kind, and by a kind that stands in', () => {
    const replaced = [
      ['import os\nos.system(x)', 'import subprocess\nsubprocess.run([x])'],
      ['import yaml\nyaml.load(x)', 'import yaml\nyaml.safe_load(x)'],
      ['import pickle\npickle.loads(x)', 'import json\njson.loads(x)'],
      ['db.execute(f"{x}")', 'db.execute("?", (x,))'],
      ['eval(x)', 'import ast\nast.literal_eval(x)'],
      ['import os\nos.system("cp a b")', 'import shutil\nshutil.copy("a", "b")'],
      ['import random\nrandom.choice(x)', 'import secrets\nsecrets.choice(x)'],
      [
        'from xml.etree import ElementTree as E\nE.parse(x)',
        'import defusedxml.ElementTree\ndefusedxml.ElementTree.parse(x)',
      ],
    ] as const;
    for (const [base, changed] of replaced)
      expect(change(base, changed)).toMatchObject({ sinksGone: [], callsKept: 1, callsLost: [] });
  });

  test('what the base does beside a sink replaces nothing', () => {
    const base = 'import os\nopen(x)\nos.system(x)\n';
    expect(change(base, 'open(x)\n').sinksGone.map(({ name }) => name)).toEqual(['os.system']);
    expect(change(base, 'import shutil\nopen(x)\nshutil.copy(x, x)\n').sinksGone).toEqual([]);
  });

  test('what is new may do what the sink did: it is no loss then', () => {
    const lost = (changed: string) =>
      lossesOf(change('r = eval(x)\nshow(r, [1, 2, 3, 4])\n', changed)).map(({ kind }) => kind);
    expect(lost('show(x, [1, 2, 3])\n')).toEqual(['sink']);
    expect(lost('print("no")\nshow(x, [1])\n')).toEqual(['sink']);
    expect(lost('r = parse_expression(x)\nshow(r)\n')).toEqual([]);
  });

  test('functions, parameters and their use', () => {
    const base =
      'def f(a, b, *c): return g(a, b, c)\ndef _h(): return g()\nclass K:\n    def m(self): return g()\nn = 1\n';
    expect(change(base, 'class K: x = g()\ndef f(a, b): return g(a)\n')).toMatchObject({
      functionsLost: ['K.m'],
      parametersLost: ['f(*c)'],
      parametersUnused: ['f(b)'],
      becameStubs: [],
    });
    expect(
      change(base, 'def f(a, **rest): return g(a, rest)\nclass K:\n    def m(self): ...\n'),
    ).toMatchObject({
      functionsLost: [],
      parametersLost: [],
      becameStubs: [{ name: 'K.m', stub: 'empty' }],
    });
  });

  test('imports that are missing, conditions that are new', () => {
    const base = 'import os, json\ndef f(x): return json.loads(os.environ[x])\n';
    const changed = 'def f(x):\n    if x:\n        return json.loads(x)\n    os = 1\n';
    expect(change(base, changed)).toMatchObject({ importsLost: ['json'], conditionsAdded: 1 });
  });

  test('calls are counted as often as they stand there; those of own functions are not', () => {
    const base = 'def own(): return run()\nrun()\nrun()\nown()\nstop()\n';
    expect(change(base, 'run()\n')).toMatchObject({
      baseCalls: 4,
      callsKept: 1 / 4,
      callsLost: ['run', 'run', 'stop'],
    });
    expect(change('x = 1\n', 'x = 2\n')).toMatchObject({ baseCalls: 0, callsKept: 1 });
  });

  test('a code held against itself has lost nothing', () => {
    for (const { suspect, name } of PAIRS) {
      const own = change(suspect.base, suspect.base);
      expect(lossesOf(own), name).toEqual([]);
      expect(own).toMatchObject({
        nodeRatio: 1,
        callsKept: 1,
        callsAdded: [],
        conditionsAdded: 0,
        importsLost: [],
      });
    }
  });

  test('code that is put behind another takes nothing away; code that is cut off does', () => {
    const codes = PAIRS.map(({ suspect }) => suspect.base);
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.constantFrom(...codes), (first, second) => {
        const grown = change(first, `${first}\n${second}`);
        expect(grown.callsKept).toBe(1);
        expect(grown.sinksGone).toEqual([]);
        expect(grown.functionsLost).toEqual([]);
        expect(grown.nodeRatio).toBeGreaterThan(1);
        const cut = change(`${first}\n${second}`, first);
        expect(cut.nodeRatio).toBeLessThan(1);
        expect(cut.callsKept).toBeLessThanOrEqual(1);
      }),
      { numRuns: 25 },
    );
  });
});

describe('text', () => {
  const repetition = (text: string) => textShapeOf(text, 'python').repetition;

  test('one thing over and over repeats itself, a program does not', () => {
    expect(repetition('task '.repeat(100))).toBe(0.99);
    expect(repetition('x = f(1)\n'.repeat(10))).toBeCloseTo(54 / 60);
    expect(
      repetition('print("no no no no no no no no no no no no no no no no no no no no no no")'),
    ).toBeGreaterThan(0.7);
    expect(repetition('')).toBe(0);
    for (const { suspect, name } of PAIRS) expect(repetition(suspect.base), name).toBeLessThan(0.3);
  });

  test('repeating a text only adds repetition; all measures are shares', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', '(', ')', '=', '1', '"x"'), {
      minLength: 10,
      maxLength: 60,
    });
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 5 }), (words, times) => {
        const text = words.join(' ');
        const [once, often] = [textShapeOf(text, 'python'), textShapeOf(`${text} `.repeat(times), 'python')];
        for (const share of [once.repetition, often.repetition, once.prose, often.prose]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(often.repetition).toBeGreaterThanOrEqual((times - 1) / times);
        expect(often.tokens).toBe(times * once.tokens);
      }),
    );
  });

  test('prose has its words in rows, code has not', () => {
    expect(
      textShapeOf('The code above is not secure because it does not check anything', 'python').prose,
    ).toBeGreaterThan(0.7);
    for (const { suspect, name } of PAIRS) expect(textShapeOf(suspect.base, 'python').prose, name).toBe(0);
    expect(textShapeOf('public static final int LIMIT = 3;', 'java').prose).toBe(0);
  });

  test('comments are left out in the way of the language', () => {
    expect(textShapeOf('a // b\n/* c\n d */ e # f', 'java').tokens).toBe(4);
    expect(textShapeOf('a # b\n"# c"', 'python').tokens).toBe(2);
    expect(textShapeOf('a # b', 'ruby').tokens).toBe(1);
  });

  test('calls by what stands before a parenthesis', () => {
    const { calls } = textShapeOf('def f(x):\n  if (x): g(x); a.b.h(g(1))', 'python');
    expect(Object.fromEntries(calls)).toEqual({ g: 2, '?.h': 1 });
  });

  test('vocabulary knows the words in names', () => {
    expect([...vocabularyOf('readFile read_file HTTPServer is x2')].sort()).toEqual([
      'file',
      'http',
      'read',
      'server',
    ]);
  });
});
