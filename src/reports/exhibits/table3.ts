import type { Accuracy, RaterAccuracy } from '../../analysis/review/accuracy.ts';
import type { ReviewReport } from '../../analysis/review/report.ts';
import type { StudyRun } from '../../engine/study.ts';
import type { Cell, Exhibit, NumberCell } from './exhibit.ts';
import { absent } from './kit/absences.ts';
import { countCell } from './kit/cells.ts';
import { policyNotes } from './kit/notes.ts';
import { PAPER_A } from './kit/papers.ts';

/** How each scanner's verdicts and people's labels meet. */
export const table3: Exhibit = {
  id: 'table3',
  title: 'Scanners against people',
  source: `${PAPER_A}, section 4.1, table 3`,
  make: ({ runs }) => {
    const labelled = runs.flatMap((run) =>
      run.review && run.review.labels.secure + run.review.labels.insecure > 0
        ? [{ run, review: run.review }]
        : [],
    );
    if (labelled.length === 0) {
      return absent(
        'nobody has labelled samples of these runs',
        'let two people look: bifocal review RUN --as NAME',
      );
    }
    return {
      kind: 'table',
      caption:
        'Confusion matrix of scanners against manually validated security. Positive is insecure: TP is a flaw that was found, FN one that was missed.',
      columns: [
        ...(labelled.length > 1 ? [{ title: 'Run', names: true }] : []),
        { title: 'Evaluator', names: true },
        { title: 'TP' },
        { title: 'TN' },
        { title: 'FP' },
        { title: 'FN' },
        { title: 'Recall' },
        { title: 'Precision' },
        { title: 'Specificity' },
      ],
      rows: labelled.flatMap(({ run, review }) =>
        review.raters.map((rater) => [
          ...(labelled.length > 1 ? [run.name] : []),
          rater.rater,
          ...countCells(rater),
          ...rateCells(rater.weighted),
        ]),
      ),
      notes: [
        'n counts labelled samples that the scanner could judge; of a rate those that it is a share of.',
        'Recall, precision and specificity are estimates for the whole run: each label counts for the samples that it was drawn for. Small below them: Wilson intervals, 95 %.',
        ...labelled.map(({ run, review }) => labelNote(run, review)),
        ...policyNotes(labelled.map(({ run }) => run)),
      ],
    };
  },
};

const countCells = ({ confusion }: RaterAccuracy): NumberCell[] => {
  const { tp, tn, fp, fn, unknown } = confusion;
  const extra = { n: tp + tn + fp + fn, ...(unknown > 0 && { unknown }) };
  return [tp, tn, fp, fn].map((count) => countCell(count, extra));
};

const rateCells = ({ recall, precision, specificity }: Accuracy): Cell[] =>
  [recall, precision, specificity].map((rate) =>
    rate.status === 'ok'
      ? { value: rate.value.value, as: 'share', n: rate.value.n, ci: rate.value.ci }
      : null,
  );

const labelNote = ({ name }: StudyRun, { plan, labels, people }: ReviewReport): string =>
  `${name}: ${plan.drawn} of ${plan.population} samples drawn (${plan.design}, seed ${plan.seed}), labelled by ${people.map((person) => person.name).join(' and ')}; ${labels.agreed} agreed, ${labels.adjudicated} adjudicated, ${labels.disputed} disputed, ${labels.unlabelled} not labelled.`;
