import type { Cell, Column, Exhibit } from './exhibit.ts';
import { absent } from './kit/absences.ts';
import { errorFreeNotes, errorFreeOf, errorFreePolicy } from './kit/analyzers.ts';
import { estimateCell } from './kit/cells.ts';
import { type DataSet, dataSetsOf, isLine, type Line, linesOf, overOf, titleOf } from './kit/data-sets.ts';
import { NAMES } from './kit/measures.ts';
import { scoreNotes } from './kit/notes.ts';
import { PAPER_B } from './kit/papers.ts';

/** Errors and function of every model and method: what was tuned beside what it was made of. */
export const bTable1: Exhibit = {
  id: 'b-table1',
  title: 'Error-free rate and pass@1',
  source: `${PAPER_B}, section 4.3, table 1`,
  make: (study) => {
    const dataSets = dataSetsOf(study).filter(({ entries }) => entries.some(errorFreeOf));
    if (dataSets.length === 0) {
      return absent(
        'no analyzer of defects looked at the samples, so that nothing has an error-free rate',
        'let one look: --scanners standard,pyright',
      );
    }
    const columns = dataSets.flatMap((dataSet) => columnsOf(dataSets, dataSet));
    const heads = [...NAMES, ...columns.map(({ column }) => column)];
    const rows = linesOf(dataSets.flatMap(({ entries }) => entries)).map((line): Cell[] => [
      line.model,
      line.method,
      ...columns.map(({ cellOf }) => cellOf(line)),
    ]);
    return {
      kind: 'table',
      caption: `Error-free rate (EFR) and pass@1 of models and methods on ${titleOf(dataSets)}, in per cent.`,
      columns: heads,
      rows,
      notes: [
        ...errorFreeNotes(dataSets.flatMap(({ runs }) => runs)),
        ...scoreNotes(dataSets, { columns: heads, rows }),
      ],
    };
  },
};

type FilledColumn = { readonly column: Column; readonly cellOf: (line: Line) => Cell };

const columnsOf = (dataSets: readonly DataSet[], dataSet: DataSet): FilledColumn[] => {
  const over = overOf(dataSets, dataSet);
  const entryOf = (line: Line) => dataSet.entries.find((entry) => isLine(entry, line));
  const hasTests = dataSet.entries.some(({ row }) => row.metrics['pass@1']);
  const pass = (line: Line): Cell => {
    const entry = entryOf(line);
    const estimate = entry?.row.metrics['pass@1'];
    return entry && estimate
      ? estimateCell(estimate, { as: 'percent', policy: entry.run.scored.scores.policyText })
      : null;
  };
  const free = (line: Line): Cell => {
    const entry = entryOf(line);
    const estimate = entry && errorFreeOf(entry);
    const policy = entry && errorFreePolicy(entry.run);
    return estimate
      ? estimateCell(estimate, { as: 'percent', ...(policy !== undefined && { policy }) })
      : null;
  };
  return [
    ...(hasTests ? [{ column: { ...over, title: 'pass@1' }, cellOf: pass }] : []),
    { column: { ...over, title: 'EFR' }, cellOf: free },
  ];
};
