import { jurorsOf } from '../../core/jurors.ts';
import type { ScannerRecord } from '../../core/run.ts';
import { recordOf } from '../held-out.ts';
import { compareText } from '../order.ts';
import { distinctArms } from './anova.ts';
import type { ArmRecords, ComparedRun } from './arms.ts';
import { type ArmPair, armName } from './pairing.ts';

/** What makes a comparison shaky, in words. */
export const warningsOf = (
  runs: readonly ComparedRun[],
  arms: readonly ArmRecords[],
  pairs: readonly ArmPair[],
  alone: readonly ArmRecords[],
): string[] => {
  const empty = runs.filter(({ verdicts }) => verdicts.length === 0);
  const [first, ...later] = runs.filter((run) => !empty.includes(run));
  const apart = later.filter((run) => first && !haveTaskInCommon(first, run));
  const isApart = ({ base, arm }: ArmPair): boolean =>
    apart.some(({ name }) =>
      [base.arm.run, arm.arm.run].every((run) => run === name || run === first?.name),
    ) && base.run !== arm.run;
  return [
    ...apart.map(
      ({ name }) => `${first?.name} and ${name} have no task in common: nothing of them can be paired`,
    ),
    ...strangers(pairs.filter((pair) => !isApart(pair))),
    ...empty.map(({ name }) => `${name} has no samples: nothing of it is compared`),
    ...later.flatMap((run) => (first ? differences(first, run, apart.includes(run)) : [])),
    ...runs.flatMap(borrowed),
    ...runs.flatMap(partial),
    ...unheld(alone),
    ...counted(arms),
  ];
};

const haveTaskInCommon = (one: ComparedRun, other: ComparedRun): boolean => {
  const tasks = new Set(one.verdicts.map(({ task }) => task));
  return other.verdicts.some(({ task }) => tasks.has(task));
};

/** What was not the same in two runs. @param apart whether they have no task in common, which is said elsewhere */
const differences = (one: ComparedRun, other: ComparedRun, apart: boolean): string[] => {
  const [a, b] = [one.manifest.inputs, other.manifest.inputs];
  const both = `${one.name} and ${other.name}`;
  return [
    ...(one.scores.policyText === other.scores.policyText
      ? []
      : [
          `${both} are judged by different policies: "${one.scores.policyText}" and "${other.scores.policyText}"`,
        ]),
    ...scannerDifferences(one, other),
    ...(apart || a.tasks.sha256 === b.tasks.sha256
      ? []
      : [
          `${both} have different tasks: ${a.tasks.name} (${a.tasks.count}) and ${b.tasks.name} (${b.tasks.count}), not the same in every word; tasks of the same name are paired`,
        ]),
    ...(a.extractor === b.extractor
      ? []
      : [
          `${both} took the code out of the answers in different ways: extractor ${a.extractor} and ${b.extractor}`,
        ]),
  ];
};

const scannerDifferences = (one: ComparedRun, other: ComparedRun): string[] => {
  const [a, b] = [scannersOf(one), scannersOf(other)];
  const lacks = (run: ComparedRun, ids: readonly string[]): string[] =>
    ids.length > 0 ? [`${run.name} lacks ${ids.join(', ')}`] : [];
  const parts = [
    ...lacks(
      one,
      [...b.keys()].filter((id) => !a.has(id)),
    ),
    ...lacks(
      other,
      [...a.keys()].filter((id) => !b.has(id)),
    ),
    ...[...a].flatMap(([id, { version }]) => {
      const theirs = b.get(id)?.version;
      return theirs === undefined || theirs === version ? [] : [`${id} is ${version} and ${theirs}`];
    }),
  ];
  return parts.length > 0
    ? [`${one.name} and ${other.name} were scanned differently: ${parts.join('; ')}`]
    : [];
};

const scannersOf = ({ manifest: { inputs, imported } }: ComparedRun): ReadonlyMap<string, ScannerRecord> =>
  new Map(Object.entries({ ...inputs.scanners, ...imported }).sort(([a], [b]) => compareText(a, b)));

/** Verdicts that another benchmark gave. */
const borrowed = ({ name, verdicts }: ComparedRun): string[] => {
  const parts = (['security', 'function'] as const).flatMap((lens) => {
    const count = verdicts.filter(({ recorded }) => recorded[lens]).length;
    return count > 0 ? [`${count} of ${verdicts.length} ${lens} verdicts`] : [];
  });
  return parts.length > 0
    ? [`${name}: ${parts.join(' and ')} are recorded ones of another benchmark, not measured here`]
    : [];
};

/** Methods that listened to scanners that judge them. */
const partial = ({ name, scores, manifest: { inputs } }: ComparedRun): string[] => {
  if (scores.policy.security === 'dynamic') return [];
  const jurors = new Set(jurorsOf(scores.policy, scores.scanners).map(({ id }) => id));
  const present = [...new Set(scores.rows.map(({ method }) => method))];
  return present.flatMap((method) => {
    const heard = (recordOf(inputs.methods, method)?.listens ?? []).filter((id) => jurors.has(id));
    return heard.length > 0
      ? [
          `${name}: ${method} listened to ${heard.join(', ')}, by which it is judged here; held-out metrics are not`,
        ]
      : [];
  });
};

/** Pairs that have no task in common. */
const strangers = (pairs: readonly ArmPair[]): string[] => {
  const apart = pairs.filter(({ base, arm }) => ![...base.tasks.keys()].some((task) => arm.tasks.has(task)));
  return listed(
    apart.map(({ base, arm }) => `${armName(arm.arm)} and ${armName(base.arm)}`),
    'without a task in common',
  );
};

const unheld = (alone: readonly ArmRecords[]): string[] =>
  listed(
    alone.map(({ arm }) => armName(arm)),
    'held against nothing, and nothing against it',
  );

const counted = (arms: readonly ArmRecords[]): string[] => {
  const { left } = distinctArms(arms);
  return listed(
    left.map(({ arm }) => armName(arm)),
    'not in the analysis of variance, which takes the first run of each model and method over a data set',
  );
};

const SHOWN = 3;

const listed = (names: readonly string[], what: string): string[] => {
  if (names.length === 0) return [];
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return [`${what}: ${names.slice(0, SHOWN).join(', ')}${more}`];
};
