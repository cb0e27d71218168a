import { HELD_OUT } from '../../../analysis/score.ts';
import type { StudyRun } from '../../../engine/study.ts';
import { HEARD } from '../../marks.ts';
import type { NumberCell, Table } from '../exhibit.ts';
import type { DataSet, Entry } from './data-sets.ts';

const numbersIn = (rows: Table['rows']): readonly NumberCell[] =>
  rows.flat().flatMap((cell) => (cell !== null && typeof cell === 'object' ? [cell] : []));

/** What counts as secure, in words; runs that say the same together. */
export const policyNotes = (runs: readonly StudyRun[]): readonly string[] =>
  byText(runs, 'Policy', ({ scored }) => scored.scores.policyText);

const byText = (
  runs: readonly StudyRun[],
  name: string,
  textOf: (run: StudyRun) => string | undefined,
): string[] => {
  const texts = Map.groupBy(runs, textOf);
  return [...texts].flatMap(([text, own]) => {
    if (text === undefined) return [];
    const of = texts.size > 1 ? ` of ${own.map((run) => run.name).join(', ')}` : '';
    return [`${name}${of}: ${text}.`];
  });
};

/** How intervals of scores were made. */
export const bootstrapNotes = (runs: readonly StudyRun[]): readonly string[] =>
  byText(runs, 'Small below a number', ({ scored }) => {
    const { resamples, seed } = scored.scores.bootstrap;
    return `its 95 % interval (percentile bootstrap of ${resamples.toLocaleString('en-US')} resamples, whole tasks drawn, seed ${seed})`;
  });

/** @param good what unknown samples would be for the other bound */
export const unknownNotes = (rows: Table['rows'], good = 'all good'): readonly string[] =>
  numbersIn(rows).some(({ unknown = 0 }) => unknown > 0)
    ? [`Samples that could not be judged count as bad; ≤ and ≥ are the number, were they ${good}.`]
    : [];

/** Verdicts that are not ours. */
const recordedNotes = (entries: readonly Entry[]): string[] => {
  const sum = (of: (entry: Entry) => number): number => entries.reduce((all, entry) => all + of(entry), 0);
  const security = sum(({ row }) => row.recorded.security);
  const works = sum(({ row }) => row.recorded.function);
  const samples = sum(({ row }) => row.samples);
  return security + works === 0
    ? []
    : [
        `Verdicts that another benchmark recorded, not measured here: ${security} of ${samples} on security, ${works} of ${samples} on function.`,
      ];
};

type Shown = Pick<Table, 'columns' | 'rows'>;

/** Who listened to whom, who was told what, and what held-out means, where the table shows it. */
const methodNotes = (dataSets: readonly DataSet[], { columns, rows }: Shown): string[] => {
  const entries = dataSets.flatMap((dataSet) => dataSet.entries);
  const by = (listOf: (entry: Entry) => readonly string[]): string =>
    [
      ...new Set(
        entries.flatMap((entry) =>
          listOf(entry).length > 0 ? [`${entry.method}: ${listOf(entry).join(', ')}`] : [],
        ),
      ),
    ].join('; ');
  const isMarked = numbersIn(rows).some(({ mark }) => mark === HEARD);
  const told = by(({ row }) => row.oracle);
  return [
    ...(isMarked
      ? [
          `${HEARD} This scanner is no judge of the method, which listened to it (${by(({ row }) => row.heard)}).`,
        ]
      : []),
    ...(columns.some(({ title }) => title === HELD_OUT) ? heldOutNotes(dataSets) : []),
    ...(told === '' ? [] : [`Told what nobody knows of new code: ${told}.`]),
  ];
};

const heldOutNotes = (dataSets: readonly DataSet[]): string[] =>
  byText(
    dataSets.flatMap(({ runs }) => runs),
    'Held-out',
    ({ scored: { scores } }) =>
      scores.heldOut
        ? `by scanners that no method listened to (${scores.heldOut.scanners.join(', ') || 'none is left'})`
        : undefined,
  );

/** All that belongs to a table of scores. */
export const scoreNotes = (dataSets: readonly DataSet[], shown: Shown): readonly string[] => {
  const runs = dataSets.flatMap((dataSet) => dataSet.runs);
  return [
    'n counts samples.',
    ...policyNotes(runs),
    ...bootstrapNotes(runs),
    ...unknownNotes(shown.rows),
    ...methodNotes(dataSets, shown),
    ...recordedNotes(dataSets.flatMap(({ entries }) => entries)),
  ];
};
