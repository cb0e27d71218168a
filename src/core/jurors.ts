import type { ScannerRole } from './finding.ts';
import type { Combine, Policy } from './policy.ts';

/** What a policy must know of a scanner. */
export type Juror = { readonly id: string; readonly role: ScannerRole };

/**
 * The scanners whose findings count, in the order given. Judges are among them only where the policy names them;
 * analyzers of defects never are.
 */
export const jurorsOf = <Scanner extends Juror>(
  { scanners, combine }: Pick<Policy, 'scanners' | 'combine'>,
  all: readonly Scanner[],
): Scanner[] => {
  const named = combine.by === 'one' ? [combine.scanner] : (scanners ?? weighed(combine));
  return all.filter(({ id, role }) =>
    named === undefined ? role === 'security' : role !== 'defects' && named.includes(id),
  );
};

const weighed = (combine: Combine): string[] | undefined =>
  combine.by === 'weighted' ? Object.keys(combine.weights) : undefined;
