import type { CweDistribution } from '../../analysis/cwe-distribution.ts';
import { compareText } from '../../analysis/order.ts';
import { GROUPINGS } from '../../cwe/index.ts';
import type { StudyRun } from '../../engine/study.ts';
import { type StackedCount, stackedBars } from '../charts/stacked-bars.ts';
import { scannerCount, scannersCounted } from '../cwe-counts.ts';
import type { Cell, Exhibit } from './exhibit.ts';
import { absent } from './kit/absences.ts';
import { countCell } from './kit/cells.ts';
import { policyNotes } from './kit/notes.ts';
import { PAPER_A } from './kit/papers.ts';

/** Kinds of weakness with a bar of their own; the rest share one. */
const MAX_ROWS = 30;

type Row = { readonly key: string; readonly label: string; readonly counts: readonly StackedCount[] };

/** What each scanner found, by kind of weakness. */
export const figure5: Exhibit = {
  id: 'figure5',
  title: 'CWEs by scanner',
  source: `${PAPER_A}, section 4.1, figure 5`,
  make: ({ runs }) => {
    const run = runs.find((one) => rowsOf(one).length > 0);
    if (!run) {
      return absent(
        'no scanner for vulnerabilities found anything that counts',
        'let more scanners look: --scanners all; and see bifocal scanners RUN',
      );
    }
    const scanners = scannersIn(run);
    const rows = rowsOf(run);
    const caption = `Findings by CWE and scanner in the samples of ${run.name}, of all models and methods together.`;
    const notes = [
      'n counts samples that the scanner could judge. A finding counts once under each of its CWEs, and one weakness once for each scanner that reports it.',
      'No rule: none of the scanner’s rules is for this very CWE, so that its silence says nothing. What a rule for a CWE above or below it finds counts in the row of that one.',
      ...policyNotes([run]),
    ];
    return {
      kind: 'figure',
      caption,
      ...stackedBars({
        rows,
        series: scanners,
        axis: 'findings',
        marks: 'no rule',
        footer: [
          `${run.name}: ${nText(run)} samples judged. Grey square: none of the scanner’s rules is for this very CWE; ?: it does not list its rules.`,
          ...policyNotes([run]),
        ],
      }),
      table: {
        kind: 'table',
        caption,
        columns: [{ title: 'CWE', names: true }, ...scanners.map((title) => ({ title }))],
        rows: rows.map(({ label, counts }) => [
          label,
          ...counts.map((count, at) => cellOf(count, run, scanners[at] ?? '')),
        ]),
        notes,
      },
      notes,
    };
  },
};

const scannersIn = ({ scored }: StudyRun): readonly string[] =>
  scannersCounted(scored.scanners, ['security']);

const distributionOf = ({ scored }: StudyRun, scanner: string): CweDistribution | undefined =>
  scored.scanners.cwes.reported.scanners[scanner];

const nText = (run: StudyRun): string => {
  const counts = scannersIn(run).flatMap((scanner) => distributionOf(run, scanner)?.judged ?? []);
  const [least, most] = [Math.min(...counts), Math.max(...counts)].map((n) => n.toLocaleString('en-US'));
  return least === most ? `${least}` : `${least} to ${most}`;
};

const cellOf = ({ count, reach }: StackedCount, run: StudyRun, scanner: string): Cell => {
  if (count === 0 && reach === false) return 'no rule';
  const distribution = distributionOf(run, scanner);
  if (!distribution) return null;
  const { judged, unknown } = distribution;
  return countCell(count, {
    n: judged,
    policy: run.scored.scores.policyText,
    ...(unknown > 0 && { unknown }),
  });
};

const rowsOf = (run: StudyRun): Row[] => {
  const scanners = scannersIn(run);
  const groups = new Set(
    scanners.flatMap((scanner) => distributionOf(run, scanner)?.groups.map(({ group }) => group) ?? []),
  );
  const rows = [...groups]
    .map(
      (group): Row => ({
        key: group,
        label: `${group} ${shortName(GROUPINGS.reported.nameOf(group) ?? '')}`.trim(),
        counts: scanners.map((scanner) => countIn(run, scanner, group)),
      }),
    )
    .toSorted((a, b) => totalOf(b) - totalOf(a) || compareText(a.key, b.key));
  const rest = rows.slice(MAX_ROWS);
  const withoutCwe: Row = {
    key: '',
    label: 'no CWE given',
    counts: scanners.map((scanner) => ({
      count: distributionOf(run, scanner)?.withoutCwe.findings ?? 0,
      reach: true,
    })),
  };
  return [
    ...rows.slice(0, MAX_ROWS),
    ...(rest.length > 0 ? [together(rest, scanners)] : []),
    ...(totalOf(withoutCwe) > 0 ? [withoutCwe] : []),
  ];
};

/** MITRE's long names end with the usual one: `Improper Neutralization of ... ('SQL Injection')`. */
const shortName = (name: string): string => /\('(.+)'\)$/.exec(name)?.[1] ?? name;

const totalOf = ({ counts }: Row): number => counts.reduce((sum, { count }) => sum + count, 0);

const together = (rows: readonly Row[], scanners: readonly string[]): Row => ({
  key: '',
  label: `${rows.length} other CWEs`,
  counts: scanners.map((_, at) => ({
    count: rows.reduce((sum, { counts }) => sum + (counts[at]?.count ?? 0), 0),
    reach: true,
  })),
});

const countIn = ({ scored }: StudyRun, scanner: string, group: string): StackedCount => {
  const { findings, reach } = scannerCount(scored.scanners.cwes.reported, scanner, group);
  return { count: findings, reach };
};
