import { type Juror, jurorsOf, type Policy } from '../core/policy.ts';
import type { MethodRecord } from '../core/run.ts';

/** Methods of a run, by the name that samples carry. Those of samples that somebody brought are not known. */
export type MethodRecords = Readonly<Record<string, MethodRecord>>;

/** All scanners that any of these methods was told about while it worked. */
export const heardBy = (methods: MethodRecords): string[] => [
  ...new Set(Object.values(methods).flatMap(({ listens }) => listens)),
];

/**
 * The policy without the scanners that methods of the run listened to: a pupil is not graded by its own teacher. It is
 * one policy for all rows, so that they compare; exploit tests, which nobody listens to, stay.
 *
 * @returns undefined if no scanner that counts was listened to: the policy itself holds out all
 */
export const heldOutPolicy = (
  policy: Policy,
  scanners: readonly Juror[],
  methods: MethodRecords,
): Policy | undefined => {
  const heard = new Set(heardBy(methods));
  const jurors = jurorsOf(policy, scanners).map(({ id }) => id);
  if (!jurors.some((id) => heard.has(id))) return undefined;
  const left = jurors.filter((id) => !heard.has(id));
  return {
    ...policy,
    scanners: left,
    combine: policy.combine.by === 'one' ? { by: 'union' } : policy.combine,
  };
};
