import type { CweDistribution, Tally } from '../../../../src/analysis/cwe-distribution.ts';
import type { CweTable } from '../../../../src/analysis/scanner-report.ts';
import type { GROUPINGS, Grouping } from '../../../../src/cwe/index.ts';
import { shortName } from '../../data/cwes.ts';

export type GroupingKey = keyof typeof GROUPINGS;

/** One kind of weakness: what each scanner found of it. */
export type Group = {
  readonly group: string;
  readonly title: string;
  /** The same where there is little room. */
  readonly label: string;
  readonly merged: Tally;
  readonly scanners: readonly ScannerCount[];
  /** Whether any scanner has a rule for it, or does not tell. */
  readonly reachable: boolean;
};

/** `reach`: whether the scanner has a rule for it; null: it does not list its rules. */
export type ScannerCount = Tally & { readonly scanner: string; readonly reach: boolean | null };

const NONE: Tally = { findings: 0, samples: 0 };

const tallyOf = (distribution: CweDistribution | undefined, group: string): Tally =>
  distribution?.groups.find((one) => one.group === group) ?? NONE;

/** The groups of a table that anybody found anything in, or has a rule for; the frequent ones first. */
export const groupsOf = (table: CweTable, grouping: Grouping): readonly Group[] => {
  const found = table.merged.groups.map(({ group }) => group);
  const others = Object.values(table.scanners).flatMap(({ groups }) => groups.map(({ group }) => group));
  return [...new Set([...found, ...others])].map((group) => {
    const name = grouping.nameOf(group);
    const scanners = Object.entries(table.scanners).map(([scanner, distribution]): ScannerCount => {
      const reachable = table.reachable[scanner];
      return {
        scanner,
        ...tallyOf(distribution, group),
        reach: reachable ? reachable.includes(group) : null,
      };
    });
    return {
      group,
      title: name ? `${group} ${name}` : group,
      label: name ? `${group} ${shortName(name)}` : group,
      merged: tallyOf(table.merged, group),
      scanners,
      reachable: scanners.some(({ reach }) => reach !== false),
    };
  });
};
