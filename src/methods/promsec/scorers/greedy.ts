import { LEVELS } from '../../../core/finding.ts';
import type { HeardScan } from '../../workbench.ts';
import type { Scorer } from '../scorer.ts';

/**
 * Makes every edit for a try and has the scanners read it: the findings that go, less those that come.
 *
 * A finding counts 1, 2 or 3 by its severity. Counted alike, the right edit could look like a loss: Bandit has one high
 * finding for a command in a shell, and two low ones for the same command without.
 */
export const greedy: Scorer = {
  id: 'greedy',
  title: 'the edit after which the scanners find least',
  async score({ scans, edits, rescan }) {
    const after = await rescan(edits.map(({ code }) => code));
    return after.map((each) => gain(scans, each));
  },
};

/** -Infinity if a scanner cannot judge the new code that could judge the old one. */
const gain = (before: readonly HeardScan[], after: readonly HeardScan[]): number => {
  let sum = 0;
  for (const { scanner, status, findings } of before) {
    if (status === 'unknown') continue;
    const now = after.find((scan) => scan.scanner === scanner);
    if (now?.status !== 'ok') return Number.NEGATIVE_INFINITY;
    sum += weight(findings) - weight(now.findings);
  }
  return sum;
};

const weight = (findings: HeardScan['findings']): number =>
  findings.reduce((sum, { severity }) => sum + 1 + LEVELS.indexOf(severity), 0);
