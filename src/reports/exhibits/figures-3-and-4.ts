import type { Absent, Exhibit, Figure } from './exhibit.ts';
import { NO_SCORES, noDataSet } from './kit/absences.ts';
import { barFigure } from './kit/bar-figure.ts';
import { type DataSet, dataSetsOf } from './kit/data-sets.ts';
import { BY_EXPLOITS, PASS, scannerMeasures, scoreColumns } from './kit/measures.ts';
import { PAPER_A } from './kit/papers.ts';

const make = (dataSet: DataSet | undefined, which: 'first' | 'second'): Figure | Absent => {
  if (!dataSet || dataSet.entries.length === 0) return noDataSet(which);
  const left = scoreColumns([dataSet], [...scannerMeasures([dataSet], 'security'), BY_EXPLOITS]);
  const right = scoreColumns([dataSet], PASS);
  if (left.length + right.length === 0) return NO_SCORES;
  return barFigure({
    dataSet,
    left,
    right,
    labelOf: ({ measure: { group, title } }) => (group === 'Pass@1' ? `${group}\n${title}` : title),
    caption: `Secure@1 by each scanner alone and Pass@1 on ${dataSet.name}. Left of the dashed line Secure@1; right of it Pass@1, as the share of cases passed and as the share of samples that pass all cases of their task.`,
    title: `${dataSet.name}, Secure@1 by each scanner alone, and Pass@1`,
  });
};

/** Scanners one by one, and tests, on the first data set of the runs. */
export const figure3: Exhibit = {
  id: 'figure3',
  title: 'Secure@1 by scanner and Pass@1, first data set',
  source: `${PAPER_A}, section 4.1, figure 3`,
  make: (study) => make(dataSetsOf(study)[0], 'first'),
};

/** The same on the second. */
export const figure4: Exhibit = {
  id: 'figure4',
  title: 'Secure@1 by scanner and Pass@1, second data set',
  source: `${PAPER_A}, section 4.1, figure 4`,
  make: (study) => make(dataSetsOf(study)[1], 'second'),
};
