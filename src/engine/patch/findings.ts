import { counts } from '../../analysis/static-lens.ts';
import type { Finding } from '../../core/finding.ts';
import type { Policy } from '../../core/policy.ts';
import type { HeardScan } from '../../methods/workbench.ts';
import type { Workbenches } from '../workbench.ts';
import { mapLines } from './line-map.ts';

/** Which findings count. */
export type FindingFilter = Pick<Policy, 'minSeverity' | 'minConfidence' | 'onlyRules' | 'ignoreRules'>;

/** A finding, and who made it. */
export type Found = Finding & { readonly scanner: string };

/** All findings, in the order of the lines. */
export const foundIn = (scans: readonly HeardScan[]): Found[] =>
  scans
    .flatMap(({ scanner, findings }) => findings.map((finding) => ({ ...finding, scanner })))
    .toSorted((a, b) => a.line - b.line);

/** Workbenches where findings that do not count are not heard. Analyzers of defects are heard whole. */
export const countingOnly = (workbenches: Workbenches, filter: FindingFilter): Workbenches => ({
  ...workbenches,
  at(task) {
    const workbench = workbenches.at(task);
    return {
      ...workbench,
      async scan(code, roles, signal) {
        const scans = await workbench.scan(code, roles, signal);
        if (roles.every((role) => role === 'defects')) return scans;
        return scans.map((scan) => ({
          ...scan,
          findings: scan.findings.filter((finding) => counts(finding, scan.scanner, filter)),
        }));
      },
    };
  },
});

/**
 * Pairs the findings of a code with those of a changed one: same scanner, same rule, as near as can be to where the
 * line went. What has no counterpart is gone, or new.
 *
 * @returns by finding of `before`, its counterpart
 */
export const pairFindings = (
  before: { readonly code: string; readonly findings: readonly Found[] },
  after: { readonly code: string; readonly findings: readonly Found[] },
): ReadonlyMap<Found, Found> => {
  const placeOf = mapLines(before.code, after.code);
  const distance = (from: Found, to: Found): number => {
    const place = placeOf(from.line);
    return Math.max(0, place.from - to.line, to.line - place.to);
  };
  const candidates = before.findings
    .flatMap((from) =>
      after.findings
        .filter(({ scanner, rule }) => scanner === from.scanner && rule === from.rule)
        .map((to) => ({ from, to, distance: distance(from, to) })),
    )
    .toSorted((a, b) => a.distance - b.distance);
  const pairs = new Map<Found, Found>();
  const taken = new Set<Found>();
  for (const { from, to } of candidates) {
    if (pairs.has(from) || taken.has(to)) continue;
    pairs.set(from, to);
    taken.add(to);
  }
  return pairs;
};
