import type { Tally } from '../../../../src/analysis/cwe-distribution.ts';
import { jurorsOf } from '../../../../src/core/jurors.ts';
import { GROUPINGS } from '../../../../src/cwe/index.ts';
import { type ScannerCount, scannerCount, scannersCounted } from '../../../../src/reports/cwe-counts.ts';
import type { SiteRun } from '../../../../src/reports/site/format.ts';
import { shortName } from '../../data/cwes.ts';

export type GroupingKey = keyof typeof GROUPINGS;

/** One kind of weakness: what each scanner found of it. */
export type Group = {
  readonly group: string;
  readonly title: string;
  /** The same where there is little room. */
  readonly label: string;
  readonly merged: Tally;
  /** Whether scanners that count found it, and each time something more exact was found in the same place. */
  readonly elsewhere: boolean;
  readonly scanners: readonly ScannerCount[];
  /** Whether any scanner has a rule for it, or does not tell. */
  readonly reachable: boolean;
};

const NONE: Tally = { findings: 0, samples: 0 };

/** The groups that anybody found anything in; the frequent ones first. */
export const groupsOf = (
  { scanners: report, scores }: Pick<SiteRun, 'scanners' | 'scores'>,
  key: GroupingKey,
): readonly Group[] => {
  const table = report.cwes[key];
  const ids = scannersCounted(report);
  const counting = new Set(jurorsOf(scores.policy, report.scanners).map(({ id }) => id));
  const found = [table.merged, ...Object.values(table.scanners)].flatMap(({ groups }) =>
    groups.map(({ group }) => group),
  );
  return [...new Set(found)].map((group) => {
    const name = GROUPINGS[key].nameOf(group);
    const scanners = ids.map((id) => scannerCount(table, id, group));
    const merged = table.merged.groups.find((one) => one.group === group) ?? NONE;
    return {
      group,
      title: name ? `${group} ${name}` : group,
      label: name ? `${group} ${shortName(name)}` : group,
      merged,
      elsewhere:
        merged.findings === 0 &&
        scanners.some(({ scanner, findings }) => findings > 0 && counting.has(scanner)),
      scanners,
      reachable: scanners.some(({ reach }) => reach !== false),
    };
  });
};
