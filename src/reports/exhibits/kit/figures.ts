import { compareMethods } from '../../../analysis/order.ts';
import type { StudyRun } from '../../../engine/study.ts';
import type { Bar } from '../../charts/grouped-bars.ts';
import type { Cell, NumberCell, Table } from '../exhibit.ts';
import { type DataSet, type Line, linesOf } from './data-sets.ts';
import { cellOf, type ScoreColumn, scoreTable } from './measures.ts';
import { policyNotes } from './notes.ts';

/** The table behind a figure of scores, and its bars. */
export type ScoreFigure = {
  readonly table: Pick<Table, 'columns' | 'rows'>;
  readonly models: readonly string[];
  readonly methods: readonly string[];
  readonly barOf: (column: ScoreColumn, line: Line) => Bar | null;
};

export const scoreFigure = (dataSet: DataSet, columns: readonly ScoreColumn[]): ScoreFigure => {
  const lines = linesOf(dataSet.entries);
  return {
    table: scoreTable([dataSet], columns),
    models: [...new Set(lines.map(({ model }) => model))],
    methods: [...new Set(lines.map(({ method }) => method))].sort(compareMethods),
    barOf: (column, line) => {
      const cell = cellOf(column, line);
      return cell && barOf(cell);
    },
  };
};

const barOf = ({ value, ci, bounds }: NumberCell): Bar => ({
  value,
  ...(ci && { ci }),
  ...(bounds && { bound: bounds[1] }),
});

/**
 * Lines of text below a chart: what it rests on, and how to read it.
 * @param open what stands for samples that could not be judged
 */
export const footerOf = (
  runs: readonly StudyRun[],
  rows: Table['rows'],
  reading: string,
  open: string,
): readonly string[] => {
  const numbers = rows
    .flat()
    .flatMap((cell: Cell) => (cell !== null && typeof cell === 'object' ? [cell] : []));
  const counts = numbers.flatMap(({ n }) => n ?? []);
  const range = [Math.min(...counts), Math.max(...counts)].map((n) => n.toLocaleString('en-US'));
  const hasUnknown = numbers.some(({ unknown = 0 }) => unknown > 0);
  return [
    [
      `n = ${[...new Set(range)].join(' to ')} samples for each mark.`,
      reading,
      ...(hasUnknown ? [`Samples that could not be judged count as bad; ${open}: were they all good.`] : []),
    ].join(' '),
    ...policyNotes(runs),
  ];
};

/** How whiskers are to be read. */
export const WHISKERS = 'Whiskers: 95 % intervals, tasks resampled.';
