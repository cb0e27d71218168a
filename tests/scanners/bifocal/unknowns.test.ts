import { expect, test } from 'vitest';
import { checkProgram } from '../../../src/scanners/bifocal/check.ts';
import type { Trait } from '../../../src/scanners/bifocal/flow/value.ts';
import type { Rule } from '../../../src/scanners/bifocal/rule.ts';
import { skeleton } from '../../../src/scanners/bifocal/taint.ts';
import { isUnknown, unknownHoles } from '../../../src/scanners/bifocal/unknowns.ts';

const ANSWERS: ReadonlySet<Trait> = new Set(['number', 'shell-quoted']);

/** Tells of what `sink()` is given: how it was put together (`?` for a value), and how much of it is unknown. */
const PROBE: Rule = {
  id: 'py/probe',
  cwes: [1],
  severity: 'low',
  confidence: 'low',
  message: '',
  on: {
    call: ({ name, args: [value] }) => {
      if (name !== 'sink' || value === undefined) return false;
      const holes = unknownHoles(value, ANSWERS).length;
      const unknown = holes > 0 || isUnknown(value, ANSWERS);
      return { message: `${unknown} ${skeleton(value)?.replaceAll('\0', '?') ?? ''}`.trim() };
    },
  },
};

const told = (code: string): string | undefined => {
  const outcome = checkProgram(`${code}\n`, [PROBE]);
  return outcome.status === 'ok' ? outcome.value.at(-1)?.message : outcome.reason;
};

test.each([
  ['a field of an object', 'sink(o.name)'],
  ['an answer of a function', 'sink(load())'],
  ['a row', 'for row in cursor.fetchall():\n    sink(row[0])'],
  ['one of two, where one is unknown', 'sink("a" if b else o.name)'],
  ['a list with something unknown', 'sink(["a", o.name])'],
])('unknown: %s', (_, code) => {
  expect(told(code)).toBe('true');
});

test.each([
  ['a text', 'sink("a")', 'false a'],
  ['one of two texts', 'a = "b" if c else "cd"\nsink(a)', 'false cd'],
  ['one of two numbers', 'sink(1 if c else 2)', 'false'],
  ['text that grows by branches', 'a = "b"\nif c:\n    a += "c"\nsink(a)', 'false bc'],
  ['an entry of a dictionary', 'ORDERS = {"a": "x", "b": "yz"}\nsink(ORDERS[key])', 'false yz'],
  ['a letter', 'for letter in "abc":\n    sink(letter)', 'false'],
  ['a constant by its name', 'sink(settings.TABLE)', 'false'],
  ['the time', 'from datetime import datetime\nsink(datetime.now())', 'false'],
  ['a repeated text', 'sink("?" * len(keys))', 'false ?'],
  ['a repeated list', 'sink(", ".join(["?"] * len(keys)))', 'false ?'],
  ['a number', 'sink(o.page - 1)', 'false'],
  ['what a sanitiser gives', 'import shlex\nsink("ls " + shlex.quote(o.name))', 'false ls ?'],
  ['a number in a text', 'sink("%d" % o.page)', 'false ?'],
  ['data from outside', 'def f(x):\n    sink(x)', 'false'],
])('not: %s', (_, code, expected) => {
  expect(told(code)).toBe(expected);
});

test.each([
  ['a translated text', 'sink(_("a %s") % o.name)', 'true a ?'],
  ['dedent', 'import textwrap\nsink(textwrap.dedent(f"a {o.name}"))', 'true a ?'],
  [
    'a list that a loop fills',
    'a = []\nfor b in o.all:\n    a.append(" b=%s" % b)\nsink("c" + "".join(a))',
    'true c b=?',
  ],
])('put together: %s', (_, code, expected) => {
  expect(told(code)).toBe(expected);
});
