import { intervals } from '../charts/intervals.ts';
import type { Absent, Exhibit, Figure } from './exhibit.ts';
import { noDataSet, notThroughBothLenses } from './kit/absences.ts';
import { type DataSet, dataSetsOf } from './kit/data-sets.ts';
import { footerOf, scoreFigure, WHISKERS } from './kit/figures.ts';
import { SAFE, SECURE_PASS, scoreColumns } from './kit/measures.ts';
import { scoreNotes } from './kit/notes.ts';
import { PAPER_A } from './kit/papers.ts';

const make = (dataSet: DataSet | undefined, which: 'first' | 'second'): Figure | Absent => {
  if (!dataSet || dataSet.entries.length === 0) return noDataSet(which);
  const columns = scoreColumns([dataSet], [SECURE_PASS, SAFE]);
  if (columns.length === 0) return notThroughBothLenses(dataSet.name);
  const { table, models, methods, barOf } = scoreFigure(dataSet, columns);
  const caption = `Secure-Pass@1 and SAFE@1 on ${dataSet.name}, with 95 % intervals.`;
  const notes = scoreNotes([dataSet], table);
  return {
    kind: 'figure',
    caption,
    ...intervals({
      rows: models,
      series: methods,
      panels: columns.map((column) => ({
        title: column.measure.group,
        points: models.map((model) => methods.map((method) => barOf(column, { model, method }))),
      })),
      footer: footerOf(dataSet.runs, table.rows, `${dataSet.name}. ${WHISKERS}`, 'hollow'),
    }),
    table: { kind: 'table', caption, ...table, notes },
    notes,
  };
};

/** The combined measures on the first data set of the runs. */
export const figure7: Exhibit = {
  id: 'figure7',
  title: 'Secure-Pass@1 and SAFE@1, first data set',
  source: `${PAPER_A}, section 4.2, figure 7`,
  make: (study) => make(dataSetsOf(study)[0], 'first'),
};

/** The same on the second. */
export const figure8: Exhibit = {
  id: 'figure8',
  title: 'Secure-Pass@1 and SAFE@1, second data set',
  source: `${PAPER_A}, section 4.2, figure 8`,
  make: (study) => make(dataSetsOf(study)[1], 'second'),
};
