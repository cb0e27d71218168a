import { styleText } from 'node:util';
import { HELD_OUT } from '../analysis/score.ts';
import type { Estimate, ScoreRow, Scores } from '../core/score.ts';
import { HEARD, TOLD } from './marks.ts';
import { plainTable } from './plain-table.ts';

/** One column of the leaderboard: a metric of `scores.json`, and how it is headed. */
type Column = {
  readonly metric: string;
  readonly head: string;
  readonly interval: boolean;
  /** The scanner whose own score it is. */
  readonly scanner?: string;
};

/** More of them make the table too wide for a terminal; `bifocal scanners RUN` has them all. */
const MAX_SCANNER_COLUMNS = 4;
const MAX_BESIDE_HELD_OUT = 2;

const showsScanners = ({ scanners, heldOut }: Scores): boolean =>
  scanners.length <= (heldOut ? MAX_BESIDE_HELD_OUT : MAX_SCANNER_COLUMNS);

/** Each scanner's own score is context; the intervals belong to the numbers that rows are ranked by. */
const scannerColumns = ({ scanners }: Scores): Column[] =>
  scanners.map(({ id, role }) => ({
    metric: `${role === 'defects' ? 'defect-free' : 'secure'}@1:${id}`,
    head: `${role === 'defects' ? 'Defect-free' : 'Secure@1'}\n${id}`,
    interval: false,
    scanner: id,
  }));

const columnsOf = (scores: Scores): Column[] => [
  ...(showsScanners(scores) ? scannerColumns(scores) : []),
  { metric: 'secure@1:exploits', head: 'Secure@1\nexploits', interval: false },
  { metric: 'secure@1', head: 'Secure@1\npolicy', interval: true },
  { metric: `secure@1:${HELD_OUT}`, head: 'Secure@1\nheld-out', interval: false },
  { metric: 'case-pass@1', head: 'Pass@1\ncases', interval: false },
  ...scores.ks.flatMap((k) => [
    ...(k > 1 ? [{ metric: `secure@${k}`, head: `Secure@${k}\npolicy`, interval: true }] : []),
    { metric: `pass@${k}`, head: `Pass@${k}\ntasks`, interval: true },
    { metric: `secure-pass@${k}`, head: `Secure-\nPass@${k}`, interval: true },
    ...(k === 1
      ? [
          { metric: 'safe@1', head: '\nSAFE@1', interval: true },
          { metric: `safe@1:${HELD_OUT}`, head: 'SAFE@1\nheld-out', interval: false },
        ]
      : []),
  ]),
];

const number = (value: number): string => value.toFixed(3);

const cell = (estimate: Estimate | undefined, interval: boolean, heard: boolean): string => {
  if (!estimate) return styleText('dim', '-');
  const lines = [`${number(estimate.value)}${heard ? HEARD : ''}`];
  if (interval) lines.push(styleText('dim', estimate.ci.map((bound) => bound.toFixed(2)).join('–')));
  if (estimate.unknown > 0) lines.push(styleText('yellow', `≤${number(estimate.high)}`));
  return lines.join('\n');
};

const unknownOf = ({ unknown }: ScoreRow): string => {
  const { security, function: works } = unknown;
  return styleText(security + works > 0 ? 'yellow' : 'dim', `${security} sec.\n${works} func.`);
};

/** Says of a column that it rests on fewer tasks than its rows: those that a scanner covers, or that have exploits. */
const coverageNote = ({ rows }: Scores, metric: string, head: string): string[] => {
  const counts = rows.flatMap(({ metrics, tasks }) => {
    const estimate = metrics[metric];
    return estimate && estimate.tasks < tasks ? [`${estimate.tasks} of ${tasks}`] : [];
  });
  const [first] = counts;
  if (first === undefined) return [];
  const text = new Set(counts).size === 1 ? `${first} tasks` : 'a part of the tasks';
  return [`n       ${head.replace('\n', ' ')} rests on ${text}`];
};

const methodName = ({ method }: ScoreRow): string => (method === '*' ? 'all methods' : method);

const methodMark = ({ heard, oracle }: ScoreRow): string =>
  `${heard.length > 0 ? ` ${HEARD}` : ''}${oracle.length > 0 ? ` ${TOLD}` : ''}`;

/** Who listened to whom, and by whom it is held out. */
const heardNotes = ({ rows, heldOut }: Scores): string[] => {
  const by = (listOf: (row: ScoreRow) => readonly string[]): string =>
    [
      ...new Set(
        rows
          .filter((row) => listOf(row).length > 0)
          .map((row) => `${methodName(row)}: ${listOf(row).join(', ')}`),
      ),
    ].join('; ');
  const [heard, told] = [by((row) => row.heard), by((row) => row.oracle)];
  return [
    ...(heard === ''
      ? []
      : [`${HEARD}       listened to these scanners while it worked (${heard}): no judges of it`]),
    ...(heldOut
      ? [
          `held-out by scanners that no method listened to, or shares its knowledge with: ${heldOut.scanners.join(', ') || 'none is left; add some with --scanners'}`,
        ]
      : []),
    ...(told === '' ? [] : [`${TOLD}       oracle-informed, of what nobody knows of new code (${told})`]),
  ];
};

/**
 * The leaderboard of a run for a terminal. Columns without a single number are left out. Under a number its 95 %
 * interval, and, if samples are unknown, after `≤` what it would be were they all good.
 */
export const renderTable = (scores: Scores): string => {
  const columns = columnsOf(scores).filter(({ metric }) =>
    scores.rows.some(({ metrics }) => metrics[metric]),
  );
  const rows = scores.rows.map((row) => {
    const mark = row.recorded.security + row.recorded.function > 0 ? ' †' : '';
    const name = `${row.model === '*' ? 'all models' : row.model}${mark}\n${styleText('dim', `${methodName(row)}${methodMark(row)}`)}`;
    const numbers = columns.map(({ metric, interval, scanner }) =>
      cell(row.metrics[metric], interval, scanner !== undefined && row.heard.includes(scanner)),
    );
    return [name, `${row.tasks}\n${row.samples}`, ...numbers, unknownOf(row)];
  });
  const head = ['model\nmethod', 'tasks\nsamples', ...columns.map(({ head }) => head), '\nunknown'];
  const table = plainTable(head, [head.map(() => ''), ...rows]);
  const partial = columns.flatMap(({ metric, head }) => coverageNote(scores, metric, head));
  const sum = (of: (row: ScoreRow) => number): number => scores.rows.reduce((all, row) => all + of(row), 0);
  const [recorded, samples] = [sum((row) => row.recorded.security), sum((row) => row.samples)];
  const hasRecorded = scores.rows.some(({ recorded }) => recorded.security + recorded.function > 0);
  const hasUnknown = scores.rows.some(({ unknown }) => unknown.security + unknown.function > 0);
  return [
    table,
    '',
    `policy  ${scores.policyText}`,
    'a–b     95 % interval of the number above it (tasks resampled)',
    ...partial,
    ...heardNotes(scores),
    ...(!showsScanners(scores)
      ? [`by each ${scores.scanners.length} scanners, too many for columns: bifocal scanners RUN`]
      : []),
    ...(hasUnknown
      ? ['≤x      unknown samples count as bad in the number; x is what it were, were they all good']
      : []),
    ...(hasRecorded
      ? [
          `†       ${recorded} of ${samples} security verdicts are recorded ones of another benchmark, not measured here`,
        ]
      : []),
  ].join('\n');
};
