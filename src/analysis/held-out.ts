import { type Juror, jurorsOf } from '../core/jurors.ts';
import type { Policy } from '../core/policy.ts';
import type { MethodRecord } from '../core/run.ts';
import { BASELINE } from './order.ts';

/** Methods of a run, by the name that samples carry. Those of samples that somebody brought are not known. */
export type MethodRecords = Readonly<Record<string, MethodRecord>>;

/** What is known of a method: nothing, if somebody brought its samples. */
export const recordOf = (methods: MethodRecords, name: string): MethodRecord | undefined =>
  Object.hasOwn(methods, name) ? methods[name] : undefined;

/** The method whose samples those of another one are held against: that which they improve, else the baseline. */
export const originOf = (methods: MethodRecords, name: string): string =>
  recordOf(methods, name)?.from ?? BASELINE;

/** Scanners that are no judges of these methods: listened to, or of the same knowledge. */
export const partialTo = (methods: MethodRecords): string[] => [
  ...new Set(Object.values(methods).flatMap(({ listens, kin }) => [...listens, ...kin])),
];

/**
 * The policy without the scanners that methods of the run listened to, or that share their knowledge: a pupil is not
 * graded by its own teacher. It is one policy for all rows, so that they compare; exploit tests, which nobody listens to, stay.
 *
 * @returns undefined if no scanner that decides was listened to: the policy itself holds out all
 */
export const heldOutPolicy = (
  policy: Policy,
  scanners: readonly Juror[],
  methods: MethodRecords,
): Policy | undefined => {
  if (policy.security === 'dynamic') return undefined;
  const partial = new Set(partialTo(methods));
  const jurors = jurorsOf(policy, scanners).map(({ id }) => id);
  if (!jurors.some((id) => partial.has(id))) return undefined;
  const left = jurors.filter((id) => !partial.has(id));
  return {
    ...policy,
    scanners: left,
    combine: policy.combine.by === 'one' ? { by: 'union' } : policy.combine,
  };
};
