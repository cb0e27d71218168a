import type { Point, RoundsRow } from '../../../analysis/rounds.ts';
import type { ScannerRole } from '../../../core/finding.ts';
import type { Study, StudyRun } from '../../../engine/study.ts';
import { wilson } from '../../../stats/proportion.ts';
import type { NumberCell } from '../exhibit.ts';
import { type DataSet, dataSetsOf, type Line } from './data-sets.ts';

/** What the rounds of one method did with one model, under the names by which exhibits call it. */
export type LabelledRounds = {
  readonly run: StudyRun;
  readonly dataSet: DataSet;
  readonly line: Line;
  readonly row: RoundsRow;
};

/** What a method listens to: a role of scanners, judges being of the first. */
export type Ear = Extract<ScannerRole, 'security' | 'defects'>;

/** The rounds of all methods that listen to scanners of just these roles. */
export const roundsOf = (
  study: Study,
  isWanted: (ears: ReadonlySet<Ear>) => boolean,
): readonly LabelledRounds[] =>
  dataSetsOf(study).flatMap((dataSet) =>
    dataSet.runs.flatMap((run) =>
      run.methods.rounds
        .filter((row) => row.samples > 0 && isWanted(earsOf(run, row.method)))
        .map((row) => ({
          run,
          dataSet,
          row,
          line: { model: labelOf(dataSet, run, row), method: row.method },
        })),
    ),
  );

const labelOf = ({ entries }: DataSet, run: StudyRun, { model }: RoundsRow): string =>
  entries.find((entry) => entry.run === run && entry.row.model === model)?.model ?? model;

const earsOf = ({ records: { manifest }, methods }: StudyRun, method: string): ReadonlySet<Ear> => {
  const scanners = { ...manifest.inputs.scanners, ...manifest.imported };
  const heard = Object.hasOwn(methods.methods, method) ? (methods.methods[method]?.listens ?? []) : [];
  return new Set(
    heard.flatMap((id): Ear[] => {
      const role = scanners[id]?.role;
      if (role === undefined) return [];
      return [role === 'defects' ? 'defects' : 'security'];
    }),
  );
};

/**
 * A number of one round. Its interval is Wilson's for as many units as there are tasks: samples of one task tell less
 * than as many of different ones.
 */
export const pointCell = (
  { value, low, high, tasks, samples, unknown }: Point,
  policy?: string,
): NumberCell => ({
  value,
  as: 'percent',
  n: samples,
  ci: wilson(value * tasks, tasks),
  ...(unknown > 0 && { unknown, bounds: [low, high] as const }),
  ...(policy !== undefined && { policy }),
});

export const ROUND_NOTES = [
  'n counts samples. Small below a number: Wilson intervals, 95 %, for as many units as there are tasks.',
] as const;

/** Samples that are in no number, as a round or the end of them is missing. */
export const incompleteNotes = (rounds: readonly LabelledRounds[]): readonly string[] =>
  rounds.flatMap(({ line, row }) =>
    row.incomplete > 0
      ? [
          `${line.model}, ${line.method}: ${row.incomplete} samples are left out, a round of which is missing.`,
        ]
      : [],
  );
