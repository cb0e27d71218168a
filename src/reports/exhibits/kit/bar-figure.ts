import { groupedBars } from '../../charts/grouped-bars.ts';
import type { Figure } from '../exhibit.ts';
import type { DataSet } from './data-sets.ts';
import { footerOf, scoreFigure, WHISKERS } from './figures.ts';
import type { ScoreColumn } from './measures.ts';
import { scoreNotes } from './notes.ts';

/** Bars of scores: a panel for each model, a group for each column, a bar for each method; a dashed line between. */
export const barFigure = ({
  dataSet,
  left,
  right,
  labelOf,
  caption,
  title,
}: {
  readonly dataSet: DataSet;
  /** On the two sides of the dashed line. */
  readonly left: readonly ScoreColumn[];
  readonly right: readonly ScoreColumn[];
  readonly labelOf: (column: ScoreColumn) => string;
  readonly caption: string;
  /** Stands in the chart, in front of how to read it. */
  readonly title: string;
}): Figure => {
  const { table, models, methods, barOf } = scoreFigure(dataSet, [...left, ...right]);
  const groups = [...left, ...(left.length > 0 && right.length > 0 ? [null] : []), ...right];
  const notes = scoreNotes([dataSet], table);
  return {
    kind: 'figure',
    caption,
    ...groupedBars({
      groups: groups.map((column) => column && labelOf(column)),
      series: methods,
      panels: models.map((model) => ({
        title: model,
        bars: groups.map((column) =>
          column === null ? [] : methods.map((method) => barOf(column, { model, method })),
        ),
      })),
      footer: footerOf(dataSet.runs, table.rows, `${title}. ${WHISKERS}`, 'dashed'),
    }),
    table: { kind: 'table', caption, ...table, notes },
    notes,
  };
};
