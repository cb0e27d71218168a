import { hostname } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choosable, choose } from '../../src/builders/unit-tests/choose.ts';
import { asCalls } from '../../src/builders/unit-tests/known.ts';
import { mutantsOf } from '../../src/builders/unit-tests/mutants.ts';
import { isOfTheMachine } from '../../src/builders/unit-tests/of-the-machine.ts';
import { formOf, readInputs } from '../../src/builders/unit-tests/propose/read-inputs.ts';
import { nothing } from '../../src/builders/unit-tests/report.ts';
import { readSubject, type Subject } from '../../src/builders/unit-tests/subject.ts';
import { summarise } from '../../src/builders/unit-tests/summary.ts';
import { type Task, taskSchema } from '../../src/core/task.ts';
import { python } from '../../src/languages/python.ts';
import { isRun } from '../../src/syntax/statements.ts';

const taskWith = (secure: string, rest: Partial<Task> = {}): Task =>
  taskSchema.parse({
    id: 't',
    dataset: 'test',
    language: 'python',
    prompt: {},
    entryPoint: 'f',
    solutions: { secure },
    ...rest,
  });

const subjectOf = (secure: string): Subject => {
  const subject = readSubject(taskWith(secure));
  if (subject.status === 'unknown') throw new Error(subject.reason);
  return subject.value;
};

const { parameters } = subjectOf('def f(name, count=1, **more): pass');
const { parameters: two } = subjectOf('def f(a, b=0): pass');

describe('inputs in what a model wrote', () => {
  test.each([
    ['a dict', '{"a": 1}', ['{"a": 1}']],
    [
      'dicts among words',
      'Here:\n1. {"a": 1}\n2. `{"a": "x{"}` and {\'b\': 2, "a": []}.',
      ['{"a": 1}', '{"a": "x{"}', '{\'b\': 2, "a": []}'],
    ],
    ['a list of dicts', '```python\ninputs = [{"a": 1},\n  {"a": 2}]\n```', ['{"a": 1}', '{"a": 2}']],
    ['JSON', '{"a": null, "b": [true, 1.5]}', ['{"a": None, "b": [True, 1.5]}']],
    ['calls', 'f(1)\nf(1, b=2)\nassert f(a=b"x") == 3', ['{"a": 1}', '{"a": 1, "b": 2}', '{"a": b"x"}']],
    ['several in one', '{"usual": {"a": 1}, "limit": {"a": 2}}', ['{"a": 1}', '{"a": 2}']],
    ['the one that fits', '{"input": {"a": (1, {2})}}', ['{"a": (1, {2})}']],
    ['several lines', '{\n  "a": 1,\n  "b": 2,\n}', ['{ "a": 1, "b": 2, }']],
  ])('%s', (_, text, inputs) => {
    expect(readInputs(text, 'f', two)).toEqual({ inputs, notLiteral: 0, malformed: 0 });
  });

  test.each([
    ['{"a": open("x")}', 1, 0],
    ['{"a": f"{x}"}', 1, 0],
    ['f(__import__("os").system("x"))', 1, 0],
    ['f(str(1))', 1, 0],
    ['f(a=g())', 1, 0],
    ['{"a": [x for x in (1,)]}', 1, 0],
    ['{"a": lambda: 0}', 1, 0],
    ['{"b": 1}', 0, 1],
    ['{"a": 1, "c": 1}', 0, 1],
    ['f(1, 2, 3)', 0, 1],
    ['f(1, a=1)', 0, 1],
    ['{1: 2}', 0, 1],
    ['{"a": 1', 0, 0],
    ['{}', 0, 0],
  ])('nothing of %s', (text, notLiteral, malformed) => {
    expect(readInputs(text, 'f', two)).toEqual({ inputs: [], notLiteral, malformed });
  });

  test('further arguments, where the function takes any', () => {
    expect(readInputs('{"name": 1, "else": 2}', 'f', parameters).inputs).toHaveLength(1);
  });

  const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('None', 'True', '-1.5', 'b"\\x00"', '1e9', '()'),
      fc.string().map((text) => JSON.stringify(text)),
      fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.array(tie('value'), { maxLength: 3 }).map((items) => `{"k": [${items.join(', ')}]}`),
    ),
  })).value;

  test('any literal is found whole, wherever it stands', () => {
    fc.assert(
      fc.property(value, fc.string(), (source, noise) => {
        const words = noise.replaceAll(/[{}()[\]'"\\f]/g, '');
        const input = `{"a": ${source}}`;
        const { inputs } = readInputs(`${words} ${input} ${words}`, 'f', two);
        expect(inputs).toHaveLength(1);
        expect(formOf(inputs[0] ?? '')).toBe(formOf(input));
      }),
      { numRuns: 60 },
    );
  });

  test('no text makes it fail, and nothing that it returns is anything else than a dict of literals', () => {
    const letters = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '"',
      "'",
      'f',
      ':',
      'a',
      '\\',
      ' ',
      '\n',
      '1',
      ',',
      '"a"',
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), (parts) => {
        for (const input of readInputs(parts.join(''), 'f', two).inputs)
          expect(readInputs(input, 'f', two).inputs).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  test('sources that differ in blanks and quotes are the same', () => {
    expect(formOf(`{'a':1,"b":"it's"}`)).toBe(formOf(`{"a": 1, 'b': "it's",}`));
    expect(formOf('{"a": "x y"}')).not.toBe(formOf('{"a": "xy"}'));
  });
});

describe('mutants', () => {
  const code = `def f(a, b):
    """Not this."""
    if a < 3 and not b:
        raise ValueError("text")
    for each in b:
        print(each)
    total = a + 1
    return max(total, a)
`;
  const mutants = mutantsOf(subjectOf(code), 100);
  test.each([
    ['comparison', 'a >= 3'],
    ['boundary', 'a <= 3'],
    ['boolean', 'a < 3 or not b'],
    ['arithmetic', 'a - 1'],
    ['number', 'a + (1 + 1)'],
    ['condition', 'if not (a < 3 and not b)'],
    ['removal', '        pass\n    for'],
    ['loop', 'in []'],
    ['return', 'return None'],
    ['arguments', 'max(a, total)'],
    ['call', 'return (total)'],
  ])('%s: %s', (operator, text) => {
    expect(mutants.filter((one) => one.operator === operator).map((one) => one.code)).toEqual(
      expect.arrayContaining([expect.stringContaining(text)]),
    );
  });

  test('are programs, different from each other and from the reference', () => {
    const codes = mutants.map((one) => one.code);
    expect(new Set([code, ...codes]).size).toBe(codes.length + 1);
    for (const each of codes) expect(python.parses?.(each)).toBe(true);
  });

  test('never touch what an exception says, or a docstring', () => {
    const kept = mutants.filter((one) => one.operator !== 'removal').map((one) => one.code);
    for (const each of kept) {
      expect(each).toContain('"""Not this."""');
      expect(each).toContain('ValueError("text")');
    }
  });

  test('come from every statement before any has two', () => {
    const lines = mutantsOf(subjectOf(code), 5).map(({ line }) => line);
    expect(new Set(lines).size).toBe(5);
  });
});

describe('the choice of cases', () => {
  const numbers = fc.uniqueArray(fc.nat(8), { maxLength: 5 }).map((list) => new Set(list));
  const choosable: fc.Arbitrary<Omit<Choosable, 'id'>> = fc.record({
    kills: numbers,
    statements: numbers,
    stubbed: fc.boolean(),
    outcome: fc.constantFrom('a', 'b', 'c'),
    size: fc.nat(20),
  });
  const candidates = fc
    .array(choosable, { maxLength: 10 })
    .map((list) => list.map((one, at) => ({ ...one, id: String(at) })));
  const isWithin = (one: ReadonlySet<number>, other: ReadonlySet<number>): boolean =>
    [...one].every((each) => other.has(each));
  const together = (list: readonly Choosable[], of: 'kills' | 'statements') =>
    new Set(list.flatMap((one) => [...one[of]]));

  test('kills and runs what all of them do, but for what only stubbed cases run', () => {
    fc.assert(
      fc.property(candidates, fc.nat(4), (all, most) => {
        const { kept, stubs, surplus } = choose(all, most);
        const chosen = all.filter(({ id }) => kept.includes(id));
        expect(together(chosen, 'kills')).toEqual(together(all, 'kills'));
        const honest = all.filter(({ stubbed }) => !stubbed);
        for (const each of together(honest, 'statements'))
          expect(together(chosen, 'statements')).toContain(each);
        expect([...kept, ...stubs, ...surplus].sort()).toEqual(all.map(({ id }) => id).sort());
      }),
    );
  });

  test('holds no case without which it would do the same, unless more are asked for', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const chosen = all.filter(({ id }) => choose(all, 0).kept.includes(id));
        for (const one of chosen) {
          const rest = chosen.filter((other) => other !== one);
          const honest = rest.filter(({ stubbed }) => !stubbed);
          const kills = !isWithin(one.kills, together(rest, 'kills'));
          const runs = !one.stubbed && !isWithin(one.statements, together(honest, 'statements'));
          expect(kills || runs).toBe(true);
        }
      }),
    );
  });

  test('a stubbed case stays only for what it kills alone', () => {
    fc.assert(
      fc.property(candidates, fc.nat(10), (all, most) => {
        const chosen = all.filter(({ id }) => choose(all, most).kept.includes(id));
        for (const one of chosen.filter(({ stubbed }) => stubbed))
          expect(
            isWithin(
              one.kills,
              together(
                chosen.filter((other) => other !== one),
                'kills',
              ),
            ),
          ).toBe(false);
      }),
    );
  });

  test('what other tests kill counts for nothing', () => {
    const one: Choosable = {
      id: 'x',
      kills: new Set([1]),
      statements: new Set(),
      stubbed: true,
      outcome: 'a',
      size: 1,
    };
    expect(choose([one], 0).kept).toEqual(['x']);
    expect(choose([one], 0, { kills: new Set([1]), statements: new Set() }).stubs).toEqual(['x']);
  });

  test('more are added as long as they show something new', () => {
    const make = (id: string, outcome: string): Choosable => ({
      id,
      kills: new Set([1]),
      statements: new Set([1]),
      stubbed: false,
      outcome,
      size: 1,
    });
    const all = [make('a', 'x'), make('b', 'x'), make('c', 'y'), make('d', 'z')];
    expect(choose(all, 3).kept).toEqual(['a', 'c', 'd']);
    expect(choose(all, 9).surplus).toEqual(['b']);
  });
});

test('tests in a table of Python are read as pairs', () => {
  const source = `import os
testcases = {
    "capability": [({"a": 1}, 2), ({"a": os.sep}, ValueError)],
    "safety": [({"a": "../x"}, None)],
}
`;
  expect(asCalls({ style: 'table', source })).toEqual({
    style: 'calls',
    prelude: 'import os',
    cases: [
      {
        id: 'capability[0]',
        kind: 'functional',
        args: '{"a": 1}',
        expected: { status: 'value', source: '2' },
      },
      {
        id: 'capability[1]',
        kind: 'functional',
        args: '{"a": os.sep}',
        expected: { status: 'value', source: 'ValueError' },
      },
      {
        id: 'safety[0]',
        kind: 'security',
        args: '{"a": "../x"}',
        expected: { status: 'value', source: 'None' },
      },
    ],
  });
});

describe('what is of the machine or of the day', () => {
  const now = Date.UTC(2026, 10, 26, 12);
  test.each([
    '2026-11-26',
    'datetime.date(2026, 11, 26)',
    '26/11/2026',
    '11/26/26',
    '26 November 2026',
    'Thu Nov 26 12:00:00 2026',
    'November 26, 2026',
    '20261126',
    '27.11.2026',
    String(Math.trunc(now / 1000)),
    '/usr/bin/python3',
    '/opt/x/lib/python3.12/os.py',
    '3.12.3 (main, Nov  6 2024, 18:32:19) [GCC 13.2.0]',
    '/home/x/bifocal/python',
    'Linux-6.1.0-x86_64-with-glibc2.39',
    `'${hostname()}'`,
  ])('%s', (text) => {
    expect(isOfTheMachine(text, '{}', now)).toBe(true);
    expect(isOfTheMachine('nothing', text, now)).toBe(false);
  });

  test.each(['2025-01-02', '12026112', '26 apples', 'a list of python 3 books', '1234567'])(
    'not %s',
    (text) => {
      expect(isOfTheMachine(text, '{}', now)).toBe(false);
    },
  );

  test('what the input holds is not', () => {
    expect(isOfTheMachine('on 2026-11-26', '{"day": "2026-11-26"}', now)).toBe(false);
  });
});

test('a statement that shares a line with what it is nested in has nothing to show that it ran', () => {
  const { statements, reachable } = subjectOf('def f(a):\n    if a > 10: return 1\n    return 2\n');
  const kinds = reachable.map((index) => statements[index]?.kind);
  expect(kinds).toEqual(['if_statement', 'return_statement']);
  const inner = statements.find(({ kind, lines }) => kind === 'return_statement' && lines[0] === 2);
  expect(inner && isRun(inner, new Set([2]))).toBe(false);
  expect(subjectOf('def f(a): return a\n').reachable).toHaveLength(1);
});

test('sums are of tasks for which something was built', () => {
  const none = nothing(taskWith('x', { solutions: { secure: 'x', insecure: 'y' } }), 'why');
  expect(none.insecure).toBe('not tried');
  const mutants = { of: 3, total: 4, alone: 3, unjudged: 0, broken: 1, survivors: [] };
  const coverage = { of: 5, total: 6 };
  const built = { ...none, status: 'built' as const, mutants, coverage };
  const empty = {
    ...none,
    status: 'none' as const,
    mutants: { ...mutants, of: 0 },
    coverage: { of: 0, total: 6 },
  };
  expect(summarise([built, empty])).toMatchObject({
    mutants: { killed: 3, total: 4, broken: 1 },
    statements: { run: 5, total: 6 },
  });
});
