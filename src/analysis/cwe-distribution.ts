import type { Scan } from '../core/finding.ts';
import type { Grouping } from '../cwe/index.ts';
import { mergeFindings } from './merge.ts';
import { compareText } from './order.ts';

/** How many findings, and in how many samples. */
export type Tally = { readonly findings: number; readonly samples: number };

/** What was found, by kind of weakness (paper A, figure 5). */
export type CweDistribution = {
  /** By group of the grouping, the frequent ones first. A finding counts once in each group that its CWEs are in. */
  readonly groups: readonly (Tally & { readonly group: string })[];
  /** Findings whose CWEs are all in no group. */
  readonly outside: Tally;
  /** Findings without a CWE. */
  readonly withoutCwe: Tally;
  readonly total: Tally;
  /** Samples that could be judged, and those that could not: what these hold is not known. */
  readonly judged: number;
  readonly unknown: number;
};

/**
 * Counts the findings of each scanner by kind of weakness. A CWE that a scanner never reports may be one that it has
 * no rule for, see `reachable` in `cwe-coverage.ts`.
 *
 * @param scans of any number of samples
 * @returns by scanner, sorted by name
 */
export const cweDistributions = (
  scans: readonly Scan[],
  grouping: Grouping,
): Readonly<Record<string, CweDistribution>> => {
  const byScanner = [...Map.groupBy(scans, ({ scanner }) => scanner)].toSorted(([a], [b]) =>
    compareText(a, b),
  );
  return Object.fromEntries(
    byScanner.map(([scanner, own]) => {
      const judged = own.filter(({ status }) => status === 'ok');
      const found = judged.map(({ findings }) => findings.map(({ cwes }) => cwes));
      return [scanner, distribution(found, own.length - judged.length, grouping)];
    }),
  );
};

/** The CWEs of each weakness that scanners together found in each sample that any of them could judge. */
export type MergedCwes = {
  readonly found: readonly (readonly (readonly number[])[])[];
  readonly unknown: number;
};

/** Merges scans of any number of samples, each weakness at a place counting once (see {@link mergeFindings}). */
export const mergedCwes = (scans: readonly Scan[]): MergedCwes => {
  const samples = [...Map.groupBy(scans, ({ sample }) => sample).values()];
  const judged = samples.filter((own) => own.some(({ status }) => status === 'ok'));
  return {
    found: judged.map((own) => mergeFindings(own).map(({ cwes }) => cwes)),
    unknown: samples.length - judged.length,
  };
};

/** Counts what scanners found together by kind of weakness. */
export const mergedCweDistribution = ({ found, unknown }: MergedCwes, grouping: Grouping): CweDistribution =>
  distribution(found, unknown, grouping);

/** @param found the CWEs of each finding of each judged sample */
const distribution = (found: MergedCwes['found'], unknown: number, grouping: Grouping): CweDistribution => {
  const groups = tallies(found, (cwes) => groupsOf(cwes, grouping));
  const tally = (holds: (cwes: readonly number[]) => boolean): Tally =>
    tallies(found, (cwes) => (holds(cwes) ? [''] : [])).get('') ?? { findings: 0, samples: 0 };
  return {
    groups: [...groups]
      .map(([group, counts]) => ({ group, ...counts }))
      .toSorted((a, b) => b.findings - a.findings || compareText(a.group, b.group)),
    outside: tally((cwes) => cwes.length > 0 && groupsOf(cwes, grouping).length === 0),
    withoutCwe: tally((cwes) => cwes.length === 0),
    total: tally(() => true),
    judged: found.length,
    unknown,
  };
};

/** Counts findings, and the samples that have any, under each of a finding's keys, in one pass. */
const tallies = (
  found: MergedCwes['found'],
  keysOf: (cwes: readonly number[]) => readonly string[],
): ReadonlyMap<string, Tally> => {
  const counts = new Map<string, { findings: number; samples: number }>();
  for (const findings of found) {
    const seen = new Set<string>();
    for (const key of findings.flatMap((cwes) => keysOf(cwes))) {
      const tally = counts.get(key) ?? { findings: 0, samples: 0 };
      tally.findings += 1;
      if (!seen.has(key)) tally.samples += 1;
      seen.add(key);
      counts.set(key, tally);
    }
  }
  return counts;
};

const groupsOf = (cwes: readonly number[], grouping: Grouping): readonly string[] => [
  ...new Set(cwes.map((cwe) => grouping.groupOf(cwe)).filter((group) => group !== undefined)),
];
