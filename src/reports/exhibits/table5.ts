import type { Exhibit } from './exhibit.ts';
import { NO_SCORES } from './kit/absences.ts';
import { dataSetsOf, titleOf } from './kit/data-sets.ts';
import {
  BY_EXPLOITS,
  BY_POLICY,
  COMBINED,
  PASS,
  scannerMeasures,
  scoreColumns,
  scoreTable,
} from './kit/measures.ts';
import { scoreNotes } from './kit/notes.ts';
import { PAPER_A } from './kit/papers.ts';

/** All scores of every model and method. The paper has it for two commercial models. */
export const table5: Exhibit = {
  id: 'table5',
  title: 'All scores',
  source: `${PAPER_A}, section 4.2, table 5`,
  make: (study) => {
    const dataSets = dataSetsOf(study);
    const columns = scoreColumns(dataSets, [
      ...scannerMeasures(dataSets, 'security'),
      BY_EXPLOITS,
      ...BY_POLICY,
      ...PASS,
      ...COMBINED,
    ]);
    if (columns.length === 0) return NO_SCORES;
    const table = scoreTable(dataSets, columns);
    return {
      kind: 'table',
      caption: `Results of every model and method on ${titleOf(dataSets)}.`,
      ...table,
      notes: scoreNotes(dataSets, table),
    };
  },
};
