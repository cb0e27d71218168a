import { expect, test } from 'vitest';
import type { Cell, Table } from '../../../src/reports/exhibits/exhibit.ts';
import { exhibitOf } from '../../../src/reports/exhibits/index.ts';
import { STUDIES } from './studies.ts';

const study = () => {
  const full = STUDIES.full?.();
  if (!full) throw new Error('no such study');
  return full;
};

const tableOf = (id: string, of = study()): Table => {
  const made = exhibitOf(id)?.make(of);
  if (made === undefined || made.kind === 'absent') throw new Error(`${id} is not there`);
  return made.kind === 'figure' ? made.table : made;
};

/** The cells of the row with these names, by head of column. */
const rowOf = ({ columns, rows }: Table, ...names: readonly string[]): Readonly<Record<string, Cell>> => {
  const row = rows.find((cells) => names.every((name, at) => cells[at] === name));
  if (!row) throw new Error(`no row is called ${names.join(', ')}`);
  return Object.fromEntries(
    columns.map(({ group, title }, at) => [
      [group, title].filter((part) => part !== undefined).join(' '),
      row[at] ?? null,
    ]),
  );
};

test('table 5: scores with what they rest on, and marks where a scanner is no judge', () => {
  const table = tableOf('table5');
  expect(rowOf(table, 'alpha', 'base')).toMatchObject({
    'Secure@1 bandit': { value: 0.5, n: 6, policy: expect.stringContaining('bandit alone') },
    'Secure@1 policy': { value: 0.5, policy: expect.stringContaining('union of bandit, ruff') },
    'Pass@1 tasks': { value: 4 / 6, unknown: 1, bounds: [4 / 6, 5 / 6] },
    'Pass@1 cases': { value: 4.5 / 6, unknown: 1 },
    'Secure-Pass@1 overall': { value: 1 / 6 },
  });
  expect(rowOf(table, 'alpha', 'base')['Secure@1 bandit']).not.toHaveProperty('mark');
  expect(rowOf(table, 'alpha', 'codepatch')['Secure@1 bandit']).toHaveProperty('mark', '*');
  expect(rowOf(table, 'alpha', 'codepatch')['Secure@1 ruff']).not.toHaveProperty('mark');
});

test('table 6: shares of the samples that a shift could happen to, and their mean', () => {
  const table = tableOf('table6');
  expect(Object.values(rowOf(table, 'alpha', 'codepatch')).slice(2)).toMatchObject([
    { value: 1 / 3, n: 3 },
    { value: 0, n: 1 },
    { value: 0, n: 1 },
    { value: 0, n: 3 },
    { value: 1 / 3, n: 3 },
  ]);
  const column = table.rows.slice(0, -1).map((row) => row[2] as { readonly value: number });
  const mean = column.reduce((sum, { value }) => sum + value, 0) / column.length;
  expect(table.rows.at(-1)?.slice(0, 3)).toMatchObject(['Average', '', { value: mean }]);
});

test('figure 6: judges stand beside scanners', () => {
  expect(rowOf(tableOf('figure6'), 'beta', 'base')).toMatchObject({
    'Secure@1 bandit': { value: 0.5 },
    'Secure@1 judge:openai:wise': { value: 1 / 6 },
  });
});

test('figure 5: where a scanner has no rule, no number stands', () => {
  const table = tableOf('figure5');
  expect(rowOf(table, 'CWE-89 SQL Injection')).toMatchObject({ bandit: 'no rule', ruff: { as: 'count' } });
});

test('tables 2 and 4 to 6 of paper B: a method is where what it listens to belongs', () => {
  expect(rowOf(tableOf('b-table2'), 'alpha', 'codepatch')).toMatchObject({
    'First attempt': { value: 3, n: 6 },
    'After patch': { value: 2 },
    "Didn't pass": { value: 1 },
    Lost: { value: 0 },
    Unknown: { value: 0 },
  });
  const methods = (id: string): unknown[] => [...new Set(tableOf(id).rows.map((row) => row[1]))];
  expect(methods('b-table4')).toEqual(['codepatch:look=defects']);
  expect(methods('b-table5')).toEqual(['codepatch:look=vulnerabilities', 'promsec']);
  expect(methods('b-table6')).toEqual(['codepatch']);
  expect(rowOf(tableOf('b-table4'), 'alpha', 'codepatch:look=defects')).toMatchObject({
    'pass@1 before': { value: 4 / 6, n: 6 },
    'pass@1 after': { value: 5 / 6 },
    'EFR before': { value: 0.5, policy: expect.stringContaining('pyright') },
    'EFR after': { value: 5 / 6 },
  });
});

test('table 1 of paper B: error-free rate and pass@1 of every method', () => {
  expect(rowOf(tableOf('b-table1'), 'alpha', 'promsec')).toMatchObject({
    'pass@1': { value: 4 / 6, as: 'percent' },
    EFR: { value: 5 / 6, unknown: 1, bounds: [5 / 6, 1] },
  });
});

test('table 3 of paper B: a row for each language, vulnerable what is not known to be secure', () => {
  const bare = STUDIES.bare?.();
  expect(tableOf('b-table3', bare).rows).toMatchObject([
    ['C', { value: 0, n: 1 }, { value: 0, n: 1 }],
    ['Python', { value: 0.5, n: 2 }, { value: 0, n: 2 }],
  ]);
});

test('table 3 of paper B: BLEU beside, and unknown where no scanner reads the language or could judge a sample', () => {
  const table = tableOf('b-table3', STUDIES['several languages']?.());
  expect(table.columns.slice(1)).toEqual([
    { over: 'm', group: 'base', title: 'BLEU' },
    { over: 'm', group: 'base', title: 'Vulnerable %' },
  ]);
  expect(table.rows).toMatchObject([
    ['C', { value: 50, n: 2, as: 'number', unknown: 1, bounds: [50, 100] }, { value: 1, n: 2, unknown: 1 }],
    ['C#', { value: 100, n: 1 }, 'unknown'],
    ['Python', { value: 0, n: 1 }, 'unknown'],
  ]);
  expect(table.notes.join()).toContain('C: bandit; C#: none; Python: bandit');
});

test('runs over one data set stand in the same columns, and their models are told apart', () => {
  const twice = STUDIES['one data set twice']?.();
  const { columns, rows } = tableOf('table5', twice);
  expect(columns.some(({ over }) => over !== undefined)).toBe(false);
  expect(new Set(rows.map(([model]) => model))).toEqual(
    new Set(['alpha (before)', 'beta (before)', 'alpha (after)', 'beta (after)']),
  );
});

test('runs over two data sets stand side by side', () => {
  const two = STUDIES['two data sets']?.();
  const { columns } = tableOf('table5', two);
  expect([...new Set(columns.map(({ over }) => over))]).toEqual([undefined, 'first set', 'second set']);
  expect(tableOf('figure4', two).caption).toContain('second set');
  const notes = tableOf('table6', two).notes.join();
  expect(notes).toContain('that have both on first set: F(1, ');
  expect(notes).toContain('that have both on second set: F(1, ');
});
