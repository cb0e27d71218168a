import { type Finding, LEVELS } from '../../core/finding.ts';
import type { HeardScan } from '../workbench.ts';

/** All that was found. */
export const findingsOf = (scans: readonly HeardScan[]): readonly Finding[] =>
  scans.flatMap(({ findings }) => findings);

/** Why scans do not tell what is in the code: the first scanner that could not judge it. */
export const unjudgedIn = (scans: readonly HeardScan[]): string | undefined => {
  const scan = scans.find(({ status }) => status === 'unknown');
  return scan && `${scan.scanner} could not judge it: ${scan.reason ?? 'no reason given'}`;
};

const gravity = ({ severity }: Finding): number => 1 + LEVELS.indexOf(severity);

/**
 * Whether a finding may be what is left of another one of the same scanner: of the same rule and no graver, or of the
 * same weakness and milder. Where it is in the code is no part of it: what moved is not new.
 */
const standsFor = (left: Finding, before: Finding): boolean =>
  left.rule === before.rule
    ? gravity(left) <= gravity(before)
    : gravity(left) < gravity(before) && left.cwes.some((cwe) => before.cwes.includes(cwe));

/**
 * Gives each finding that is left one of those before that it stands for, no two the same (maximum matching by
 * augmenting paths).
 *
 * @returns the findings for which there is none
 */
const unmatched = (before: readonly Finding[], left: readonly Finding[]): readonly Finding[] => {
  const owner = new Map<number, Finding>();
  const place = (finding: Finding, tried: Set<number>): boolean => {
    for (const [at, one] of before.entries()) {
      if (tried.has(at) || !standsFor(finding, one)) continue;
      tried.add(at);
      const other = owner.get(at);
      if (other !== undefined && !place(other, tried)) continue;
      owner.set(at, finding);
      return true;
    }
    return false;
  };
  return left.filter((finding) => !place(finding, new Set()));
};

/**
 * Why one code has findings that another one had not; undefined if it has none. Every finding must stand for one of the
 * same scanner that was there, no two for the same.
 */
export const riseOf = (before: readonly HeardScan[], after: readonly HeardScan[]): string | undefined => {
  for (const { scanner, findings } of after) {
    const known = before.find((scan) => scan.scanner === scanner)?.findings ?? [];
    const [first] = unmatched(known, findings);
    if (first === undefined) continue;
    const isNew = known.every(({ rule }) => rule !== first.rule);
    return `${isNew ? 'new finding' : 'more findings'}: ${scanner} ${first.rule}`;
  }
  return undefined;
};

const weight = (scans: readonly HeardScan[]): number =>
  findingsOf(scans).reduce((sum, finding) => sum + gravity(finding), 0);

/**
 * Why the findings do not fall from one code to another; undefined if they do: none is new ({@link riseOf}), and one is
 * gone or became milder. So no scanner finds more than before, nor a weakness that it had not found.
 */
export const noFallOf = (before: readonly HeardScan[], after: readonly HeardScan[]): string | undefined =>
  riseOf(before, after) ??
  (weight(after) < weight(before)
    ? undefined
    : `the findings do not fall (${findingsOf(after).length}, as before)`);
