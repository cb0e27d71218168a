import { HELD_OUT } from '../../../analysis/score.ts';
import { describePolicy, type Policy } from '../../../core/policy.ts';
import type { Scores } from '../../../core/score.ts';
import { HEARD } from '../../marks.ts';
import type { Cell, Column, NumberCell, Table } from '../exhibit.ts';
import { estimateCell } from './cells.ts';
import { type DataSet, isLine, type Line, linesOf, overOf } from './data-sets.ts';

/** A metric of `scores.json` as a column. */
export type Measure = {
  readonly key: string;
  readonly group: string;
  readonly title: string;
  /** The scanner whose own score it is. */
  readonly scanner?: string;
  /** By which policy a run has it. */
  readonly policy: (scores: Scores) => string | undefined;
};

const byPolicy = ({ policyText }: Scores): string => policyText;
const byHeldOut = ({ heldOut }: Scores): string | undefined => heldOut?.policyText;

/** The policy that looks through one lens with the same thresholds. */
const alone = ({ policy, scanners }: Scores, changes: Partial<Policy>): string => {
  const { scanners: _, ...thresholds } = policy;
  return describePolicy({ ...thresholds, minTrust: 'exit', recorded: false, ...changes }, scanners);
};

const byScanner = (scanner: string): Measure => ({
  key: `secure@1:${scanner}`,
  group: 'Secure@1',
  title: scanner,
  scanner,
  policy: (scores) => alone(scores, { security: 'static', combine: { by: 'one', scanner } }),
});

/** Secure@1 by each scanner of a role alone. */
export const scannerMeasures = (
  dataSets: readonly DataSet[],
  role: 'security' | 'judge',
): readonly Measure[] => {
  const all = dataSets.flatMap(({ runs }) => runs.flatMap(({ scored }) => scored.scores.scanners));
  return [...new Set(all.flatMap((scanner) => (scanner.role === role ? [scanner.id] : [])))].map(byScanner);
};

export const BY_EXPLOITS: Measure = {
  key: 'secure@1:exploits',
  group: 'Secure@1',
  title: 'exploits',
  policy: (scores) => alone(scores, { security: 'dynamic' }),
};

export const BY_POLICY: readonly Measure[] = [
  { key: 'secure@1', group: 'Secure@1', title: 'policy', policy: byPolicy },
  { key: `secure@1:${HELD_OUT}`, group: 'Secure@1', title: HELD_OUT, policy: byHeldOut },
];

/** As the paper calls them: the share of cases passed, and samples that pass all. */
export const PASS: readonly Measure[] = [
  { key: 'case-pass@1', group: 'Pass@1', title: 'cases', policy: byPolicy },
  { key: 'pass@1', group: 'Pass@1', title: 'tasks', policy: byPolicy },
];

export const SECURE_PASS: Measure = {
  key: 'secure-pass@1',
  group: 'Secure-Pass@1',
  title: 'overall',
  policy: byPolicy,
};
export const SAFE: Measure = { key: 'safe@1', group: 'SAFE@1', title: 'overall', policy: byPolicy };

/** The combined measures, each followed by itself as scanners have it that no method listened to. */
export const COMBINED: readonly Measure[] = [SECURE_PASS, SAFE].flatMap((measure) => [
  measure,
  { ...measure, key: `${measure.key}:${HELD_OUT}`, title: HELD_OUT, policy: byHeldOut },
]);

/** Columns of scores: for each data set those measures that any of its rows has. */
export type ScoreColumn = { readonly dataSet: DataSet; readonly measure: Measure };

export const scoreColumns = (
  dataSets: readonly DataSet[],
  measures: readonly Measure[],
): readonly ScoreColumn[] =>
  dataSets.flatMap((dataSet) =>
    measures
      .filter(({ key }) => dataSet.entries.some(({ row }) => row.metrics[key]))
      .map((measure) => ({ dataSet, measure })),
  );

export const cellOf = ({ dataSet, measure }: ScoreColumn, line: Line): NumberCell | null => {
  const entry = dataSet.entries.find((one) => isLine(one, line));
  const estimate = entry?.row.metrics[measure.key];
  if (!entry || !estimate) return null;
  const policy = measure.policy(entry.run.scored.scores);
  const isHeard = measure.scanner !== undefined && entry.row.heard.includes(measure.scanner);
  return estimateCell(estimate, { ...(policy !== undefined && { policy }), ...(isHeard && { mark: HEARD }) });
};

export const NAMES: readonly Column[] = [
  { title: 'Model', names: true },
  { title: 'Method', names: true },
];

/** A row for each model and method with their scores. */
export const scoreTable = (
  dataSets: readonly DataSet[],
  columns: readonly ScoreColumn[],
): Pick<Table, 'columns' | 'rows'> => ({
  columns: [
    ...NAMES,
    ...columns.map(({ dataSet, measure: { group, title } }) => ({
      ...overOf(dataSets, dataSet),
      group,
      title,
    })),
  ],
  rows: linesOf(dataSets.flatMap(({ entries }) => entries)).map((line): Cell[] => [
    line.model,
    line.method,
    ...columns.map((column) => cellOf(column, line)),
  ]),
});
