import { BifocalError } from '../../core/errors.ts';
import { originOf } from '../held-out.ts';
import { BASELINE } from '../order.ts';
import { type ArmRecords, type ComparedRun, keyOf } from './arms.ts';
import type { Arm } from './terms.ts';

/** An arm and what it is held against. */
export type ArmPair = { readonly base: ArmRecords; readonly arm: ArmRecords };

/**
 * Decides which arm is held against which.
 *
 * - Within each run: a method against what it improved, or else the baseline, of the same model.
 * - An arm of a later run also against the first run: its arm of the same model and method; else what the method
 *   improved, or the baseline, of the same model; else its only arm. Where that has the same verdicts as the base
 *   within the run, as in a run of `improve`, the arm is held against the latter alone: no test is counted twice.
 *
 * With `against`, all arms are held against that one base instead: an arm (MODEL/METHOD, or RUN:MODEL/METHOD), or a
 * METHOD, of the same model and, where it has it, of the same run.
 *
 * @returns the pairs, in the order of the arms
 * @throws BifocalError BIFOCAL_USAGE if there are arms, and none is called `against`
 */
export const pairArms = (
  runs: readonly ComparedRun[],
  arms: readonly ArmRecords[],
  against: string | undefined,
): ArmPair[] => {
  const find = finderOf(arms);
  const basesOf = against === undefined ? usualBases(runs, arms, find) : chosenBases(arms, against, find);
  return arms.flatMap((arm) =>
    basesOf(arm).flatMap((base) => (base === undefined || base === arm ? [] : [{ base, arm }])),
  );
};

/** Arms in no pair at all. */
export const unpaired = (arms: readonly ArmRecords[], pairs: readonly ArmPair[]): readonly ArmRecords[] => {
  const paired = new Set(pairs.flatMap(({ base, arm }) => [base, arm]));
  return arms.filter((arm) => !paired.has(arm));
};

/** An arm as people name it, and as `against` takes it. */
export const armName = ({ run, model, method }: Arm): string => `${run}:${model}/${method}`;

type Find = (run: number, model: string, method: string) => ArmRecords | undefined;
type BasesOf = (arm: ArmRecords) => readonly (ArmRecords | undefined)[];

const finderOf = (arms: readonly ArmRecords[]): Find => {
  const known = new Map(
    arms.map((one) => [JSON.stringify([one.run, keyOf(one.arm.model, one.arm.method)]), one]),
  );
  return (run, model, method) => known.get(JSON.stringify([run, keyOf(model, method)]));
};

const usualBases = (runs: readonly ComparedRun[], arms: readonly ArmRecords[], find: Find): BasesOf => {
  const ofFirst = arms.filter(({ run }) => run === 0);
  const onlyArm = ofFirst.length === 1 ? ofFirst[0] : undefined;
  return ({ run, arm: { model, method } }) => {
    const origin = originOf(runs[run]?.manifest.inputs.methods ?? {}, method);
    const within = method === origin ? undefined : find(run, model, origin);
    if (run === 0) return [within];
    const same = find(0, model, method);
    if (same) return [same, within];
    const across = find(0, model, origin) ?? find(0, model, BASELINE) ?? onlyArm;
    return across && within && isAlike(across, within) ? [within] : [across, within];
  };
};

/** Whether two arms have the same verdicts on the same samples. */
const isAlike = (one: ArmRecords, other: ArmRecords): boolean => {
  const verdictsOf = ({ tasks }: ArmRecords): string =>
    JSON.stringify(
      [...tasks.values()]
        .flat()
        .map(({ task, index, security, exploits, cases, function: works }) => [
          [task, index, security, exploits, works],
          cases,
        ]),
    );
  return one.tasks.size === other.tasks.size && verdictsOf(one) === verdictsOf(other);
};

const chosenBases = (arms: readonly ArmRecords[], against: string, find: Find): BasesOf => {
  if (arms.length === 0) return () => [];
  const one =
    arms.find(({ arm }) => armName(arm) === against) ??
    arms.find(({ arm: { model, method } }) => `${model}/${method}` === against);
  if (one) return () => [one];
  const ofMethod = arms.filter(({ arm }) => arm.method === against);
  if (ofMethod.length > 0)
    return ({ run, arm: { model } }) => [
      find(run, model, against) ?? ofMethod.find(({ arm }) => arm.model === model),
    ];
  const named = arms.slice(0, SHOWN).map(({ arm }) => armName(arm));
  const more = arms.length > SHOWN ? `, and ${arms.length - SHOWN} more` : '';
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `nothing of these runs is called "${against}"`,
    `name a METHOD, MODEL/METHOD or RUN:MODEL/METHOD; there are: ${named.join(', ')}${more}`,
  );
};

const SHOWN = 8;
