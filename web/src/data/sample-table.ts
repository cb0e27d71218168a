import { type Joint, jointOf } from '../../../src/analysis/joint.ts';
import {
  FLAGS,
  FUNCTION,
  type SampleColumns,
  SECURITY,
  type SiteIndex,
} from '../../../src/reports/site/format.ts';
import { ownContrasts } from './contrasts.ts';

export type ArmKey = { readonly run: string; readonly model: string; readonly method: string };
export type Flag = keyof typeof FLAGS;

/** The columns of all samples with what is looked up in them. Rows are numbers; nothing is copied for a row. */
export type SampleTable = {
  readonly columns: SampleColumns;
  readonly size: number;
  /** Names of the runs, as arms point to them. */
  readonly runs: readonly string[];
  /** Of each row the row that it is held against; -1: none. */
  readonly baseOf: Int32Array;
};

export type Row = {
  readonly row: number;
  readonly task: string;
  readonly run: string;
  readonly model: string;
  readonly method: string;
  readonly index: number;
};

const armKey = ({ run, model, method }: ArmKey): string => JSON.stringify([run, model, method]);

/** Indexes the columns of a report. */
export const sampleTable = (columns: SampleColumns, index: SiteIndex): SampleTable => {
  const runs = index.runs.map(({ name }) => name);
  const size = columns.rows.task.length;
  return { columns, size, runs, baseOf: basesOf(columns, runs, index) };
};

/** Numbers each combination of task, arm and index. */
const numbering = ({ rows, arms }: SampleColumns): ((task: number, arm: number, index: number) => number) => {
  let most = 0;
  for (const index of rows.index) most = Math.max(most, index);
  return (task, arm, index) => (task * arms.length + arm) * (most + 1) + index;
};

const basesOf = (columns: SampleColumns, runs: readonly string[], { comparison }: SiteIndex): Int32Array => {
  const { rows } = columns;
  const armNumbers = new Map(
    columns.arms.map(({ run, model, method }, number) => [
      armKey({ run: runs[run] ?? '', model, method }),
      number,
    ]),
  );
  const baseArms = new Int32Array(columns.arms.length).fill(-1);
  for (const { arm, base } of ownContrasts(comparison.contrasts)) {
    const number = armNumbers.get(armKey(arm));
    if (number !== undefined) baseArms[number] = armNumbers.get(armKey(base)) ?? -1;
  }
  const numberOf = numbering(columns);
  const rowOf = new Map<number, number>();
  for (let row = 0; row < rows.task.length; row++) {
    rowOf.set(numberOf(at(rows.task, row), at(rows.arm, row), at(rows.index, row)), row);
  }
  return Int32Array.from(rows.task, (task, row) => {
    const base = at(baseArms, at(rows.arm, row));
    return base < 0 ? -1 : (rowOf.get(numberOf(task, base, at(rows.index, row))) ?? -1);
  });
};

/** What is in a column at a row that exists. */
export const at = (column: ArrayLike<number>, row: number): number => column[row] ?? 0;

export const rowAt = ({ columns, runs }: SampleTable, row: number): Row => {
  const arm = columns.arms[at(columns.rows.arm, row)];
  return {
    row,
    task: columns.tasks[at(columns.rows.task, row)] ?? '',
    run: runs[arm?.run ?? 0] ?? '',
    model: arm?.model ?? '',
    method: arm?.method ?? '',
    index: at(columns.rows.index, row),
  };
};

/** The place of an arm in the columns; -1: it has no samples. */
export const armNumber = ({ columns, runs }: SampleTable, sought: ArmKey): number =>
  columns.arms.findIndex(
    ({ run, model, method }) =>
      runs[run] === sought.run && model === sought.model && method === sought.method,
  );

/** The row of a sample; -1: there is none. */
export const findRow = (table: SampleTable, sought: Omit<Row, 'row'>): number => {
  const { columns } = table;
  const task = columns.tasks.indexOf(sought.task);
  const arm = armNumber(table, sought);
  const { rows } = columns;
  return rows.task.findIndex(
    (ofRow, row) => ofRow === task && at(rows.arm, row) === arm && at(rows.index, row) === sought.index,
  );
};

export const securityAt = ({ columns }: SampleTable, row: number): (typeof SECURITY)[number] =>
  SECURITY[at(columns.rows.security, row)] ?? 'unknown';

export const functionAt = ({ columns }: SampleTable, row: number): (typeof FUNCTION)[number] =>
  FUNCTION[at(columns.rows.function, row)] ?? 'unknown';

export const jointAt = (table: SampleTable, row: number): Joint =>
  jointOf({ security: securityAt(table, row), function: functionAt(table, row) });

export const cwesAt = ({ columns }: SampleTable, row: number): readonly number[] =>
  columns.cweSets[at(columns.rows.cwes, row)] ?? [];

export const hasFlag = ({ columns }: SampleTable, row: number, flag: Flag): boolean =>
  (at(columns.rows.flags, row) & FLAGS[flag]) !== 0;

export const flagsAt = (table: SampleTable, row: number): readonly Flag[] =>
  (Object.keys(FLAGS) as Flag[]).filter((flag) => hasFlag(table, row, flag));
