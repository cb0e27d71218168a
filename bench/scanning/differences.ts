import type { Scan } from '../../src/core/finding.ts';

/** A sample of which a scanner said something else than in the undisturbed batch. */
export type Difference = {
  readonly way: string;
  readonly sample: string;
  readonly inBatch: string;
  readonly otherwise: string;
};

/** What a scan says, in one form: findings in order of their text. Why it is unknown may name a file, and is left out. */
const saying = (scan: Scan | undefined): string => {
  if (scan === undefined) return 'no answer';
  if (scan.status === 'unknown') return 'unknown';
  return `[${scan.findings
    .map((finding) => JSON.stringify(Object.entries(finding).sort()))
    .sort()
    .join(', ')}]`;
};

/** The samples of `scans` of which `batch` says something else, or nothing. */
export const differences = (way: string, batch: readonly Scan[], scans: readonly Scan[]): Difference[] => {
  const expected = new Map(batch.map((scan) => [scan.sample, scan]));
  return scans.flatMap((scan) => {
    const [inBatch, otherwise] = [saying(expected.get(scan.sample)), saying(scan)];
    return inBatch === otherwise ? [] : [{ way, sample: scan.sample, inBatch, otherwise }];
  });
};
