import type { Tally } from '../analysis/cwe-distribution.ts';
import type { CweTable, ScannerReport } from '../analysis/scanner-report.ts';
import type { ScannerRole } from '../core/finding.ts';

/**
 * What a scanner found of one kind of weakness. `reach`: whether it can count there at all, i.e. one of its rules is of
 * this kind itself; null: it does not list its rules. What a rule for something more exact or vaguer finds counts under
 * that one, so that such a rule makes a zero here say no more.
 */
export type ScannerCount = Tally & { readonly scanner: string; readonly reach: boolean | null };

const NONE: Tally = { findings: 0, samples: 0 };

/**
 * The scanners of a table of CWEs: those for vulnerabilities in the order of the run, then judges. Colours go by this
 * order, so that a scanner has the same one wherever findings are drawn.
 */
export const scannersCounted = (
  { scanners, cwes }: Pick<ScannerReport, 'scanners' | 'cwes'>,
  roles: readonly ScannerRole[] = ['security', 'judge'],
): readonly string[] =>
  roles.flatMap((asked) =>
    scanners.flatMap(({ id, role }) =>
      role === asked && Object.hasOwn(cwes.reported.scanners, id) ? [id] : [],
    ),
  );

/** What a scanner found in a group of the table's grouping. */
export const scannerCount = (
  { scanners, reachable }: Pick<CweTable, 'scanners' | 'reachable'>,
  scanner: string,
  group: string,
): ScannerCount => {
  const found = scanners[scanner]?.groups.find((one) => one.group === group);
  if (found) return { scanner, findings: found.findings, samples: found.samples, reach: true };
  return { scanner, ...NONE, reach: reachable[scanner]?.includes(group) ?? null };
};
