import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arm, Contrast } from '../../src/analysis/comparison/terms.ts';
import {
  FLAGS,
  FUNCTION,
  type SampleColumns,
  SECURITY,
  type SiteIndex,
} from '../../src/reports/site/format.ts';
import { ownContrasts } from '../../web/src/data/contrasts.ts';
import { ANY_BASE, formatFilter, jointName, parseFilter, selectRows } from '../../web/src/data/filter.ts';
import { findRow, jointAt, rowAt, type SampleTable, sampleTable } from '../../web/src/data/sample-table.ts';

const TASKS = 20;
const ARMS = [
  { run: 0, model: 'a', method: 'base' },
  { run: 0, model: 'a', method: 'fix' },
];

/** Two samples of each task by each arm, with drawn verdicts. */
const columnsOf = (
  security: readonly number[],
  works: readonly number[],
  flags: readonly number[],
): SampleColumns => {
  const rows = Array.from({ length: TASKS * 4 }, (_, row) => row);
  return {
    tasks: Array.from({ length: TASKS }, (_, task) => `task ${task}`),
    arms: ARMS,
    languages: ['python', 'go'],
    cweSets: [[], [79], [79, 89]],
    rows: {
      task: rows.map((row) => Math.floor(row / 4)),
      arm: rows.map((row) => Math.floor((row % 4) / 2)),
      index: rows.map((row) => row % 2),
      language: rows.map((row) => row % 2),
      security: rows.map((row) => security[row] ?? 0),
      function: rows.map((row) => works[row] ?? 0),
      passed: rows,
      cases: rows,
      findings: rows,
      cwes: rows.map((row) => row % 3),
      flags: rows.map((row) => flags[row] ?? 0),
      sizeLeft: rows.map(() => -1),
    },
  };
};

const arms = ARMS.map(({ model, method }) => ({ run: 'r', model, method }));
const index = {
  runs: [{ name: 'r' }],
  comparison: { contrasts: [{ base: arms[0], arm: arms[1] }] },
} as unknown as SiteIndex;

const tables = fc
  .tuple(
    fc.array(fc.nat(2), { minLength: TASKS * 4, maxLength: TASKS * 4 }),
    fc.array(fc.nat(3), { minLength: TASKS * 4, maxLength: TASKS * 4 }),
    fc.array(fc.nat(63), { minLength: TASKS * 4, maxLength: TASKS * 4 }),
  )
  .map(([security, works, flags]): SampleTable => sampleTable(columnsOf(security, works, flags), index));

describe('filters', () => {
  it('find what a walk through all rows finds', () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(...SECURITY),
        fc.constantFrom(...FUNCTION),
        (table, security, works) => {
          const { rows } = table.columns;
          const found = [
            ...selectRows(table, { security, function: works, method: 'fix', cwe: '89', flag: 'flaky' }),
          ];
          const expected = rows.task.flatMap((_, row) =>
            SECURITY[rows.security[row] ?? 0] === security &&
            FUNCTION[rows.function[row] ?? 0] === works &&
            rows.arm[row] === 1 &&
            rows.cwes[row] === 2 &&
            ((rows.flags[row] ?? 0) & FLAGS.flaky) !== 0
              ? [row]
              : [],
          );
          expect(found).toEqual(expected);
        },
      ),
    );
  });

  it('know the base of a sample by task and index', () => {
    fc.assert(
      fc.property(tables, fc.nat(TASKS * 4 - 1), (table, row) => {
        const { task, method, index: number } = rowAt(table, row);
        const base = table.baseOf[row] ?? -1;
        if (method === 'base') expect(base).toBe(-1);
        else {
          expect(rowAt(table, base)).toMatchObject({ task, method: 'base', index: number });
          const [from, to] = [jointName(jointAt(table, base)), jointName(jointAt(table, row))];
          expect([...selectRows(table, { from, to })]).toContain(row);
          expect([...selectRows(table, { from: ANY_BASE, to })]).toContain(row);
        }
        expect(findRow(table, rowAt(table, row))).toBe(row);
      }),
    );
  });

  it('pair samples within a run, and with another one only where it has no base', () => {
    const arm = (run: string, method: string): Arm => ({ run, model: 'a', method });
    const held = (one: Arm, base: Arm): Contrast => ({ arm: one, base }) as Contrast;
    const contrasts = [
      held(arm('one', 'fix'), arm('one', 'base')),
      held(arm('two', 'base'), arm('one', 'base')),
      held(arm('two', 'fix'), arm('one', 'fix')),
      held(arm('two', 'fix'), arm('two', 'base')),
    ];
    expect(ownContrasts(contrasts)).toEqual([contrasts[0], contrasts[1], contrasts[3]]);
  });

  it('come back from a link as they went in', () => {
    const filter = { q: 'a b&c=d#e', run: 'r/1', security: 'secure', from: 'secure.not' };
    expect(parseFilter(formatFilter(filter))).toEqual(filter);
    expect(formatFilter({})).toBe('');
    expect(parseFilter('unheard=of&q=')).toEqual({});
  });

  it('search words in task, model and method, and CWE ids', () => {
    const table = sampleTable(columnsOf([], [], []), index);
    expect([...selectRows(table, { q: 'TASK 19' })].map((row) => rowAt(table, row).task)).toContain(
      'task 19',
    );
    expect(selectRows(table, { q: 'fix cwe-89' }).length).toBe(
      [...selectRows(table, { method: 'fix' })].filter((row) => table.columns.rows.cwes[row] === 2).length,
    );
    expect(selectRows(table, { q: 'nothing' }).length).toBe(0);
  });
});
