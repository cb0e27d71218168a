import { expect, test } from 'vitest';
import { checkProgram } from '../../../src/scanners/bifocal/check.ts';
import type { Rule } from '../../../src/scanners/bifocal/rule.ts';

/** Reports the last call of a line, by name. */
const CALLS: Rule = {
  id: 'py/probe',
  cwes: [1],
  severity: 'low',
  confidence: 'low',
  message: '',
  on: { call: ({ name }) => ({ message: name }) },
};

const read = (code: string) => checkProgram(code, [CALLS]);

test.each(['print "hello"\n', 'def f(:\n    pass\n', 'x = 1\0\n', `x = ${'('.repeat(20_000)}\n`])(
  'what is no program is unknown: %#',
  (code) => {
    expect(read(code)).toEqual({ status: 'unknown', reason: 'Bifocal: invalid syntax' });
  },
);

test('what Python knows and the parser of the rules does not is unknown, not clean', () => {
  expect(read('type X[T = int] = list[T]\nf(1)\n')).toEqual({
    status: 'unknown',
    reason: 'Bifocal: syntax that its parser does not know',
  });
});

test.each([
  'x = t"{f(1)}"\n',
  'try:\n    f(1)\nexcept A, B:\n    pass\n',
  'try:\n    f(1)\nexcept* E:\n    pass\n',
  'x = f"{f(1)["b"]!r:{w}.{p}}"\n',
  'match x:\n    case {"a": 1, **rest} if f(1):\n        pass\n',
  'with (open(a) as b, open(f(1)) as c):\n    pass\n',
  'async def g():\n    return [x async for x in f(1)]\n',
  '@f(1)\ndef g[T](a, /, b, *c: *Ts, **d): pass\n',
  'match = case = type = f(1)\n',
  'def g():\n    yield from f(1)\n',
  'x = lambda *a, **k: f(1)\n',
  'class A(B, metaclass=f(1)): pass\n',
  'del a[f(1)]\n',
  'x: T = f(1)\n',
  'raise E from f(1)\n',
  'for a in b:\n    pass\nelse:\n    f(1)\n',
  'while (a := f(1)): pass\n',
  'if a:\n    pass\nelif f(1):\n    pass\n',
  'try:\n    pass\nfinally:\n    f(1)\n',
  'x = {**f(1)}\n',
  'x = {k: f(1) for k in a if k}\n',
  'global_ = not f(1)\n',
  'g(*f(1), **h)\n',
  'x = -f(1) ** 2\n',
  'x = a[f(1):b]\n',
  'return_ = (f(1) if a else b)\n',
])('no call is overlooked: %j', (code) => {
  const outcome = read(code);
  const names = outcome.status === 'ok' ? outcome.value.map(({ message }) => message) : [outcome.reason];
  expect(names.some((name) => name === 'f' || name === 'g' || name === 'open')).toBe(true);
});

test.each([
  ['f(1)\n', 1, 1],
  ['\uFEFFf(1)\n', 1, 1],
  ['x = 1\r\n\r\nf(1)\r\n', 3, 1],
  ['x = 1\rf(1)\r', 2, 1],
  ['"é😀"; f(1)\n', 1, 7],
  ['if x:\n\tf(\n1)\n', 2, 2],
])('places count from 1, in characters: %j', (code, line, column) => {
  expect(read(code)).toMatchObject({ status: 'ok', value: [{ line, column }] });
});

test('a finding ends where its code ends', () => {
  expect(read('f(\n    1,\n)\n')).toMatchObject({ status: 'ok', value: [{ line: 1, endLine: 3 }] });
});
