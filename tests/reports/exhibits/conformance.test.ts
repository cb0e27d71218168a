import { expect, test } from 'vitest';
import type { Study } from '../../../src/engine/study.ts';
import type { Absent, Cell, Figure, NumberCell, Table } from '../../../src/reports/exhibits/exhibit.ts';
import { EXHIBITS, exhibitOf } from '../../../src/reports/exhibits/index.ts';
import { STUDIES } from './studies.ts';

/** Samples that were brought: no rounds, no judges, no analyzers of defects, nobody looked at them. */
const WITHOUT_METHODS = [
  'table1',
  'table3',
  'table7',
  'figure6',
  'b-table1',
  'b-table2',
  'b-table4',
  'b-table5',
  'b-table6',
];

const PAPERS = [
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => `table${n}`),
  ...[3, 4, 5, 6, 7, 8].map((n) => `figure${n}`),
  ...[1, 2, 3, 4, 5, 6].map((n) => `b-table${n}`),
];

test('the registry holds every table and figure of the papers, under the name of each', () => {
  expect(Object.keys(EXHIBITS).sort()).toEqual([...PAPERS].sort());
  for (const [id, exhibit] of Object.entries(EXHIBITS)) {
    expect(exhibit.id).toBe(id);
    expect(exhibit.source).toMatch(/, (table|figure) \d$/);
  }
  expect(exhibitOf('a-table4')).toBe(EXHIBITS.table4);
  expect(exhibitOf('a-b-table4')).toBe(EXHIBITS['b-table4']);
  expect(exhibitOf('constructor')).toBeUndefined();
});

const isNumber = (cell: Cell): cell is NumberCell => cell !== null && typeof cell === 'object';

const mustBeWhole = ({ columns, rows, caption, notes }: Table, study: Study): void => {
  expect(caption).toMatch(/\.$/);
  expect(rows.length).toBeGreaterThan(0);
  const names = columns.filter((column) => column.names).length;
  expect(columns.findLastIndex((column) => column.names)).toBe(names - 1);
  const heads = columns.map(({ over, group, title }) => JSON.stringify([over, group, title]));
  expect(new Set(heads).size).toBe(columns.length);
  for (const row of rows) expect(row).toHaveLength(columns.length);
  const rowNames = rows.map((row) => JSON.stringify(row.slice(0, names)));
  expect(new Set(rowNames).size).toBe(rows.length);
  expect(rows.flatMap((row) => row.slice(names)).some((cell) => cell !== null)).toBe(true);
  const policies = new Set(study.runs.map(({ scored }) => scored.scores.policyText));
  const said = new Set<string>();
  for (const row of rows) {
    for (const cell of row.filter(isNumber)) {
      expect(faultsOf(cell, row[0] === 'Average')).toEqual([]);
      if (cell.policy !== undefined && policies.has(cell.policy)) said.add(cell.policy);
    }
  }
  for (const policy of said) expect(notes.join('\n')).toContain(policy);
};

/** What a number lacks of all that belongs to it. */
const faultsOf = (
  { value, as, n = 0, ci, bounds, unknown = 0 }: NumberCell,
  isAverage: boolean,
): string[] => {
  const isShare = as === 'share' || as === 'percent';
  const [low, high] = ci ?? [value, value];
  const [least, most] = bounds ?? [value, value];
  return [
    ...(Number.isFinite(value) ? [] : ['is no number']),
    ...(low <= value + 1e-9 && high >= value - 1e-9 ? [] : ['is outside its interval']),
    ...(least <= value + 1e-9 && most >= value - 1e-9 ? [] : ['is outside its bounds']),
    ...(bounds && unknown === 0 ? ['has bounds, and nothing unknown'] : []),
    ...(isShare && unknown > 0 && !bounds ? ['has unknowns, and no bounds'] : []),
    ...(isShare && !isAverage && (n === 0 || !ci) ? ['has no n or no interval'] : []),
  ];
};

const check = (made: Table | Figure | Absent, study: Study): void => {
  if (made.kind === 'absent') {
    expect(made.reason).not.toBe('');
    expect(made.hint).not.toBe('');
    return;
  }
  mustBeWhole(made.kind === 'figure' ? made.table : made, study);
  if (made.kind === 'table') return;
  expect(made.width).toBeGreaterThan(200);
  expect(made.height).toBeGreaterThan(100);
  expect(made.notes.join()).toContain('Policy');
};

/** What cannot be made of each study. */
const ABSENT: Readonly<Record<keyof typeof STUDIES, readonly string[]>> = {
  full: ['figure4', 'table3', 'figure8'],
  'two data sets': ['table3'],
  'one data set twice': ['figure4', 'table3', 'figure8'],
  bare: [...WITHOUT_METHODS, 'figure4', 'figure8'],
  'several languages': [...WITHOUT_METHODS, ...['figure4', 'figure7', 'figure8', 'table4', 'table6']],
  labelled: ['figure4', 'figure8'],
  hostile: [...WITHOUT_METHODS, 'figure4', 'figure8'],
  pooled: ['table1', 'figure4', 'table3', 'figure8'],
  'without tests': [...WITHOUT_METHODS, 'figure4', 'figure5', 'figure7', 'figure8', 'table4', 'table6'],
  'without anything': PAPERS,
};

test.each(Object.keys(ABSENT))(
  'every exhibit of a study, %s, is whole, or says why it is not there',
  (name) => {
    const study = STUDIES[name]?.();
    if (!study) throw new Error('no such study');
    const absent = Object.values(EXHIBITS).flatMap(({ id, make }) => {
      const made = make(study);
      check(made, study);
      return made.kind === 'absent' ? [id] : [];
    });
    expect(absent.sort()).toEqual([...(ABSENT[name] ?? [])].sort());
  },
);
