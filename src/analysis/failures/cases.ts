import type { Verdict } from '../../core/verdict.ts';
import { type MethodRecords, originOf } from '../held-out.ts';
import { jointOf } from '../joint.ts';
import { compareMethods, compareText } from '../order.ts';
import { isSurely, SHIFTS, type Share, transitions } from '../transitions.ts';

/** The shifts that end in code that is secure and does not work; table 7 is about the first one. */
export const FAILING_SHIFTS = [
  'securedAndBroken',
  'broken',
] as const satisfies readonly (keyof typeof SHIFTS)[];
export type FailingShift = (typeof FAILING_SHIFTS)[number];

/** A sample whose base worked, and that is secure now and does not work. */
export type FailureCase = {
  readonly shift: FailingShift;
  readonly task: string;
  readonly model: string;
  readonly method: string;
  readonly index: number;
  /** Id of the base's sample. */
  readonly base: string;
  /** Id of the sample that the method handed in. */
  readonly sample: string;
};

/** The cases of one model and method, and how many there could be. */
export type FailureGroup = {
  readonly model: string;
  readonly method: string;
  readonly shift: FailingShift;
  readonly share: Share;
  readonly cases: readonly FailureCase[];
};

/**
 * The cases of every model and method, the first shift first; groups without cases, too.
 *
 * @param verdicts on what methods handed in, at most one for each task, model, method and index
 * @param methods what is known of them: whose samples they improved
 * @returns empty if no method has samples of a model that the baseline, or the method that it improved, has, too
 */
export const failureGroups = (verdicts: readonly Verdict[], methods: MethodRecords = {}): FailureGroup[] => {
  const byModel = [...Map.groupBy(verdicts, ({ model }) => model)].sort(([a], [b]) => compareText(a, b));
  return FAILING_SHIFTS.flatMap((shift) =>
    byModel.flatMap(([model, ofModel]): FailureGroup[] => {
      const byMethod = Map.groupBy(ofModel, ({ method }) => method);
      return [...byMethod]
        .sort(([a], [b]) => compareMethods(a, b))
        .flatMap(([method, ofMethod]): FailureGroup[] => {
          const origin = originOf(methods, method);
          const base = byMethod.get(origin);
          if (base === undefined || origin === method) return [];
          const share = transitions(base, ofMethod).shifts[shift];
          return [{ model, method, shift, share, cases: casesOf(shift, base, ofMethod) }];
        });
    }),
  );
};

const casesOf = (
  shift: FailingShift,
  base: readonly Verdict[],
  changed: readonly Verdict[],
): FailureCase[] => {
  const { from, to } = SHIFTS[shift];
  const started = new Map(
    base.filter((verdict) => isSurely(jointOf(verdict), from)).map((verdict) => [keyOf(verdict), verdict]),
  );
  return changed
    .filter((verdict) => isSurely(jointOf(verdict), to))
    .flatMap((verdict): FailureCase[] => {
      const before = started.get(keyOf(verdict));
      const { task, model, method, index, sample } = verdict;
      return before ? [{ shift, task, model, method, index, base: before.sample, sample }] : [];
    });
};

const keyOf = ({ task, index }: Verdict): string => JSON.stringify([task, index]);
