import type { Exhibit } from './exhibit.ts';
import { absent } from './kit/absences.ts';
import { barFigure } from './kit/bar-figure.ts';
import { dataSetsOf } from './kit/data-sets.ts';
import { scannerMeasures, scoreColumns } from './kit/measures.ts';
import { PAPER_A } from './kit/papers.ts';

/** Scanners against language models as judges, on the first data set that has any. */
export const figure6: Exhibit = {
  id: 'figure6',
  title: 'Scanners against judges',
  source: `${PAPER_A}, section 4.1, figure 6`,
  make: (study) => {
    const found = dataSetsOf(study)
      .map((dataSet) => ({
        dataSet,
        left: scoreColumns([dataSet], scannerMeasures([dataSet], 'security')),
        right: scoreColumns([dataSet], scannerMeasures([dataSet], 'judge')),
      }))
      .find(({ right }) => right.length > 0);
    if (!found) {
      return absent(
        'no language model judged the samples of these runs',
        'let one: bifocal eval SAMPLES --scanners standard,judge:openai:NAME',
      );
    }
    const { name } = found.dataSet;
    return barFigure({
      ...found,
      labelOf: ({ measure }) => measure.title.replace(/^judge:/, ''),
      caption: `Secure@1 on ${name}, left of the dashed line by scanners, right of it by language models as judges, each alone.`,
      title: `${name}, Secure@1 by each scanner and each judge alone`,
    });
  },
};
