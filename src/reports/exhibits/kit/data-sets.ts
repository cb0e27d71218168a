import { compareMethods } from '../../../analysis/order.ts';
import { POOLED } from '../../../analysis/score.ts';
import type { ScoreRow } from '../../../core/score.ts';
import type { Verdict } from '../../../core/verdict.ts';
import type { Study, StudyRun } from '../../../engine/study.ts';

/** A row of a run's scores, under the names by which exhibits call it. */
export type Entry = {
  readonly run: StudyRun;
  readonly row: ScoreRow;
  /** With the run's name behind it where two runs over the same data set have the same. */
  readonly model: string;
  readonly method: string;
  /** On what was handed in, by task. */
  readonly tasks: readonly (readonly Verdict[])[];
};

/** The runs of a study over the same tasks: what the papers call a data set, and give columns of its own. */
export type DataSet = {
  readonly name: string;
  readonly runs: readonly StudyRun[];
  readonly entries: readonly Entry[];
};

/** In the order in which the study names their first runs. A run of samples without tasks is a data set by itself. */
export const dataSetsOf = ({ runs }: Study): readonly DataSet[] =>
  [...Map.groupBy(runs, ({ dataSet }) => dataSet)].map(([name, own]) => ({
    name,
    runs: own,
    entries: entriesOf(own),
  }));

const entriesOf = (runs: readonly StudyRun[]): Entry[] => {
  const rows = runs.flatMap((run) => {
    const tasksOf = grouped(run);
    return run.scored.scores.rows.map((row) => ({ run, row, tasks: tasksOf(row) }));
  });
  const keys = rows.map(({ row }) => JSON.stringify([row.model, row.method]));
  const twice = new Set(
    rows.flatMap(({ row }, at) => (keys.indexOf(keys[at] ?? '') < at ? [row.model] : [])),
  );
  return rows.map(({ run, row, tasks }) => ({
    run,
    row,
    tasks,
    model: labelOf(row.model, 'all models', twice.has(row.model) ? run.name : undefined),
    method: labelOf(row.method, 'all methods'),
  }));
};

/** Verdicts by the rows that a run's scores have, which may pool models or methods. */
const grouped = ({ scored }: StudyRun): ((row: ScoreRow) => readonly (readonly Verdict[])[]) => {
  const [first] = scored.scores.rows;
  const byRow = Map.groupBy(scored.verdicts, ({ model, method }) =>
    JSON.stringify([first?.model === POOLED ? POOLED : model, first?.method === POOLED ? POOLED : method]),
  );
  return ({ model, method }) => [
    ...Map.groupBy(byRow.get(JSON.stringify([model, method])) ?? [], ({ task }) => task).values(),
  ];
};

const labelOf = (name: string, pooled: string, run?: string): string =>
  `${name === POOLED ? pooled : name}${run === undefined ? '' : ` (${run})`}`;

/** The names of one row of an exhibit. */
export type Line = Pick<Entry, 'model' | 'method'>;

/** A row for each model and method of the data sets: models as they come, the baseline first among their methods. */
export const linesOf = (lines: readonly Line[]): readonly Line[] =>
  [...Map.groupBy(lines, ({ model }) => model)].flatMap(([model, own]) =>
    [...new Set(own.map(({ method }) => method))].sort(compareMethods).map((method) => ({ model, method })),
  );

export const isLine = (a: Line, b: Line): boolean => a.model === b.model && a.method === b.method;

/** The head above the columns of a data set, where there are several. */
export const overOf = (dataSets: readonly DataSet[], { name }: DataSet): { readonly over?: string } =>
  dataSets.length > 1 ? { over: name } : {};

/** Names of the data sets for a caption. */
export const titleOf = (dataSets: readonly DataSet[]): string => dataSets.map(({ name }) => name).join(', ');
