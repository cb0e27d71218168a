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

/**
 * The same for all scanners together, each weakness at a place counted once (see {@link mergeFindings}). A sample is
 * judged if any of the scanners could judge it.
 */
export const mergedCweDistribution = (scans: readonly Scan[], grouping: Grouping): CweDistribution => {
  const samples = [...Map.groupBy(scans, ({ sample }) => sample).values()];
  const judged = samples.filter((own) => own.some(({ status }) => status === 'ok'));
  const found = judged.map((own) => mergeFindings(own).map(({ cwes }) => cwes));
  return distribution(found, samples.length - judged.length, grouping);
};

/** @param found the CWEs of each finding of each judged sample */
const distribution = (
  found: readonly (readonly (readonly number[])[])[],
  unknown: number,
  grouping: Grouping,
): CweDistribution => {
  const placed = found.map((findings) =>
    findings.map((cwes) => ({ cwes, groups: groupsOf(cwes, grouping) })),
  );
  const tally = (
    holds: (finding: { cwes: readonly number[]; groups: readonly string[] }) => boolean,
  ): Tally => {
    const counts = placed.map((findings) => findings.filter(holds).length);
    return {
      findings: counts.reduce((sum, count) => sum + count, 0),
      samples: counts.filter((count) => count > 0).length,
    };
  };
  const keys = [...new Set(placed.flat().flatMap(({ groups }) => groups))];
  return {
    groups: keys
      .map((group) => ({ group, ...tally(({ groups }) => groups.includes(group)) }))
      .toSorted((a, b) => b.findings - a.findings || compareText(a.group, b.group)),
    outside: tally(({ cwes, groups }) => cwes.length > 0 && groups.length === 0),
    withoutCwe: tally(({ cwes }) => cwes.length === 0),
    total: tally(() => true),
    judged: found.length,
    unknown,
  };
};

const groupsOf = (cwes: readonly number[], grouping: Grouping): readonly string[] => [
  ...new Set(cwes.map((cwe) => grouping.groupOf(cwe)).filter((group) => group !== undefined)),
];
