import { styleText } from 'node:util';
import type { PairAgreement } from '../analysis/agreement.ts';
import type { ScannerReport } from '../analysis/scanner-report.ts';
import type { PolicyScores, RowScores } from '../analysis/sensitivity.ts';
import { GROUPINGS } from '../cwe/index.ts';
import { scannerCount } from './cwe-counts.ts';
import { plainTable } from './plain-table.ts';

const MAX_GROUPS = 15;
const MAX_SETS = 12;
const MAX_ROWS = 4;

const two = (value: number | null | undefined): string => (value == null ? '-' : value.toFixed(2));
const three = (value: number): string => value.toFixed(3);
const heading = (text: string): string => styleText('bold', text);

/** What a run's scanners say and how far they agree, for a terminal. */
export const renderScannerReport = (report: ScannerReport): string =>
  [
    ...section('Scanners', summaryTable(report)),
    ...section(
      "Agreement: Cohen's kappa above, Jaccard index of the accused below the diagonal",
      pairTable(report),
    ),
    ...section('Samples accused by exactly these', setTable(report)),
    ...section(
      'Findings by CWE (merged: each weakness at a place once; x: the scanner has no rule with this CWE)',
      cweTable(report, 'reported'),
    ),
    ...section('Findings by entry of the CWE Top 25', cweTable(report, 'top25')),
    ...section(
      'Scores by policy, of scanners alone (tau: how far the ranking of all rows stays, 1 is wholly)',
      sensitivityTable(report.sensitivity),
    ),
    ...unknownNote(report),
    ...rulesNote(report),
  ].join('\n');

const section = (title: string, table: string | undefined): string[] =>
  table === undefined ? [] : [heading(title), '', table, ''];

const summaryTable = ({ scanners }: ScannerReport): string =>
  plainTable(
    ['scanner', 'for', 'samples', 'accused', 'share', 'alone', 'unknown', 'rules'],
    scanners.map(({ id, role, samples, accused, unknown, alone, rules }) => [
      id,
      role === 'security' ? 'vulnerabilities' : role,
      samples,
      accused,
      samples > 0 ? three(accused / samples) : '-',
      role === 'security' ? alone : '',
      unknown > 0 ? styleText('yellow', String(unknown)) : '0',
      rules ?? '-',
    ]),
    2,
  );

const pairTable = ({ pairs }: ScannerReport): string | undefined => {
  const raters = [...new Set(pairs.flatMap(({ raters }) => raters))];
  if (raters.length < 2) return undefined;
  const find = (a: string, b: string): PairAgreement | undefined =>
    pairs.find(({ raters: [first, second] }) => first === a && second === b);
  return plainTable(
    ['', ...raters],
    raters.map((row, i) => [
      row,
      ...raters.map((column, j) => {
        if (i === j) return styleText('dim', '·');
        return i < j ? two(find(row, column)?.kappa?.value) : two(find(column, row)?.jaccard);
      }),
    ]),
  );
};

const setTable = ({ sets }: ScannerReport): string | undefined => {
  const scanners = [...new Set(sets.flatMap(({ scanners }) => scanners))];
  if (scanners.length === 0) return undefined;
  const more = sets.slice(MAX_SETS).reduce((sum, { samples }) => sum + samples, 0);
  return plainTable(
    ['samples', ...scanners],
    [
      ...sets
        .slice(0, MAX_SETS)
        .map((set) => [
          set.samples,
          ...scanners.map((id) => (set.scanners.includes(id) ? '●' : styleText('dim', '·'))),
        ]),
      ...(more > 0 ? [[more, `in ${sets.length - MAX_SETS} other sets`]] : []),
    ],
  );
};

const cweTable = ({ cwes }: ScannerReport, key: keyof typeof GROUPINGS): string | undefined => {
  const { scanners, merged } = cwes[key];
  const ids = Object.keys(scanners);
  const groups = merged.groups.slice(0, MAX_GROUPS);
  if (ids.length === 0 || groups.length === 0) return undefined;
  const cell = (id: string, group: string): string | number => {
    const { findings, reach } = scannerCount(cwes[key], id, group);
    return findings > 0 ? findings : styleText('dim', reach === false ? 'x' : '0');
  };
  const rest = merged.groups.length - groups.length;
  return plainTable(
    [cwes[key].title, '', 'merged', ...ids],
    [
      ...groups.map(({ group, findings }) => [
        group,
        shorten(GROUPINGS[key].nameOf(group) ?? ''),
        findings,
        ...ids.map((id) => cell(id, group)),
      ]),
      ...(rest > 0 ? [[styleText('dim', `and ${rest} more`)]] : []),
    ],
    2,
  );
};

const NAME_WIDTH = 44;

const shorten = (name: string): string =>
  name.length <= NAME_WIDTH ? name : `${name.slice(0, NAME_WIDTH - 1)}…`;

const sensitivityTable = (scores: readonly PolicyScores[]): string | undefined => {
  const rows = scores[0]?.rows ?? [];
  if (scores.length < 2 || rows.length === 0) return undefined;
  const shown = rows.slice(0, MAX_ROWS);
  const head = shown.flatMap(({ model, method }) => [`${model}\n${method}\nSecure@1`, '\n\nSAFE@1']);
  const table = plainTable(
    ['policy', ...head, 'tau\nSecure', '\nSAFE'],
    scores.map(({ label, rows, tau }) => [
      label,
      ...rows.slice(0, MAX_ROWS).flatMap(({ secure, safe }) => [withRange(secure), withRange(safe)]),
      two(tau.secure),
      two(tau.safe),
    ]),
  );
  return rows.length > MAX_ROWS
    ? `${table}\n${styleText('dim', `the first ${MAX_ROWS} of ${rows.length} rows; --json has all`)}`
    : table;
};

/** A number and, where samples are unknown, what it were with all of these good. */
const withRange = (point: RowScores['secure']): string => {
  if (!point) return '-';
  const range =
    three(point.high) === three(point.value) ? '' : `\n${styleText('yellow', `≤${three(point.high)}`)}`;
  return `${three(point.value)}${range}`;
};

const unknownNote = ({ scanners }: ScannerReport): string[] =>
  scanners
    .filter(({ unknownBecause }) => unknownBecause.length > 0)
    .map(({ id, unknownBecause }) =>
      styleText(
        'yellow',
        `unknown  ${id}: ${unknownBecause.map(({ reason, samples }) => `${reason} (${samples})`).join('; ')}`,
      ),
    );

const rulesNote = ({ scanners }: ScannerReport): string[] =>
  scanners
    .filter(({ role, rulesWithoutCwe }) => role === 'security' && rulesWithoutCwe.length > 0)
    .map(({ id, rulesWithoutCwe }) =>
      styleText('dim', `rules without a CWE  ${id}: ${rulesWithoutCwe.join(', ')}`),
    );

/**
 * How far the choice of scanners and thresholds moves the scores, in one line; undefined if it does not. Left out are
 * policies that leave more samples unknown than the run's own: what moves there is what the scanners cover.
 */
export const sensitivityLine = (scores: readonly PolicyScores[]): string | undefined => {
  const byScanners = scores.filter(({ security }) => security === 'static');
  const spans = (scores[0]?.rows ?? []).flatMap((row, index) => {
    const most = row.secure?.unknown ?? 0;
    const values = byScanners.flatMap(({ label, rows }) => {
      const secure = rows[index]?.secure;
      return secure && secure.unknown <= most ? [{ label, value: secure.value }] : [];
    });
    const [low, high] = [values.reduce(lower, values[0]), values.reduce(higher, values[0])];
    return low && high && high.value > low.value ? [{ row, low, high, span: high.value - low.value }] : [];
  });
  const widest = spans.toSorted((a, b) => b.span - a.span)[0];
  if (!widest) return undefined;
  const { row, low, high } = widest;
  return `move Secure@1 of ${row.model} (${row.method}) from ${three(low.value)} (${low.label}) to ${three(high.value)} (${high.label})`;
};

type Labelled = { readonly label: string; readonly value: number };
const lower = (a: Labelled | undefined, b: Labelled): Labelled => (a && a.value <= b.value ? a : b);
const higher = (a: Labelled | undefined, b: Labelled): Labelled => (a && a.value >= b.value ? a : b);
