import type { StudyRun } from '../../engine/study.ts';
import type { Cell, Column, Exhibit } from './exhibit.ts';
import { NO_SCORES } from './kit/absences.ts';
import { bleuOf, secureOf } from './kit/analyzers.ts';
import { complementOf, estimateCell } from './kit/cells.ts';
import { type DataSet, dataSetsOf, isLine, type Line, linesOf, titleOf } from './kit/data-sets.ts';
import { coverageNotes, partsByLanguage, type TaskVerdicts, titleOfLanguage } from './kit/languages.ts';
import { bootstrapNotes, policyNotes, unknownNotes } from './kit/notes.ts';
import { PAPER_B } from './kit/papers.ts';

/** By language: likeness to the original code, and vulnerable samples; models and methods side by side. */
export const bTable3: Exhibit = {
  id: 'b-table3',
  title: 'BLEU and vulnerable samples by language',
  source: `${PAPER_B}, section 4.3, table 3`,
  make: (study) => {
    const dataSets = dataSetsOf(study);
    const several = dataSets.length > 1;
    const lines = linesOf(dataSets.flatMap(({ entries }) => entries));
    const withBleu = lines.map((line) => ({ line, bleu: dataSets.some((one) => hasBleu(one, line)) }));
    const rows = dataSets.flatMap((dataSet) =>
      rowsOf(dataSet, withBleu).map((row): Cell[] => [...(several ? [dataSet.name] : []), ...row]),
    );
    if (!rows.some(hasNumber)) return NO_SCORES;
    const runs = dataSets.flatMap((dataSet) => dataSet.runs);
    return {
      kind: 'table',
      caption: `Likeness to the original code (BLEU) and vulnerable samples by language on ${titleOf(dataSets)}.`,
      columns: [
        ...(several ? [{ title: 'Data set', names: true }] : []),
        { title: 'Language', names: true },
        ...withBleu.flatMap(columnsOf),
      ],
      rows,
      notes: [
        'n counts samples.',
        ...(withBleu.some(({ bleu }) => bleu) ? [BLEU_NOTE] : []),
        ...(rows.flat().includes(UNKNOWN) ? [UNKNOWN_NOTE] : []),
        ...coverageNotes(runs),
        ...bootstrapNotes(runs),
        ...unknownNotes(rows, 'all secure, and all equal to the original'),
        ...(rows.flat().some(isBounded) ? [BOUND_NOTE] : []),
        ...policyNotes(runs),
      ],
    };
  },
};

const UNKNOWN = 'unknown';

const BLEU_NOTE =
  'BLEU: mean over samples of the BLEU of each against the code that its task was made of, or its reference (0 to 100, as sacrebleu computes it: tokenizer 13a, smoothing exp, no effective order).';

const UNKNOWN_NOTE =
  'unknown: no scanner that counts could judge a sample in this language. It does not say that none is vulnerable.';

const BOUND_NOTE =
  'Vulnerable %: the number behind ≥ is the share in which something was found, which is what CyberSecEval counts.';

const isBounded = (cell: Cell): boolean =>
  cell !== null && typeof cell === 'object' && cell.as === 'percent' && cell.bounds !== undefined;

const hasNumber = (row: readonly Cell[]): boolean =>
  row.some((cell) => cell !== null && typeof cell === 'object');

/** A model and method, and whether it has a column of BLEU. */
type Group = { readonly line: Line; readonly bleu: boolean };

const hasBleu = ({ entries }: DataSet, line: Line): boolean =>
  entries.some((entry) => isLine(entry, line) && bleuOf(entry.run, entry.tasks) !== undefined);

const columnsOf = ({ line: { model, method }, bleu }: Group): Column[] => [
  ...(bleu ? [{ over: model, group: method, title: 'BLEU' }] : []),
  { over: model, group: method, title: 'Vulnerable %' },
];

const rowsOf = ({ entries }: DataSet, groups: readonly Group[]): Cell[][] =>
  partsByLanguage(entries).map(([language, parts]) => [
    titleOfLanguage(language),
    ...groups.flatMap(({ line, bleu }): Cell[] => {
      const found = parts.find(({ entry }) => isLine(entry, line));
      return [
        ...(bleu ? [found ? bleuCell(found.entry.run, found.tasks) : null] : []),
        found ? vulnerableCell(found.entry.run, found.tasks) : null,
      ];
    }),
  ]);

/** As sacrebleu counts it, from 0 to 100. */
const bleuCell = (run: StudyRun, tasks: TaskVerdicts): Cell => {
  const share = bleuOf(run, tasks);
  if (!share) return null;
  const { value, low, high, ci, ...rest } = share;
  const points = { ...rest, value: 100 * value, low: 100 * low, high: 100 * high };
  return estimateCell({ ...points, ci: [100 * ci[0], 100 * ci[1]] }, { as: 'number', digits: 1 });
};

const vulnerableCell = (run: StudyRun, tasks: TaskVerdicts): Cell => {
  const secure = secureOf(run, tasks);
  return secure && secure.unknown < secure.samples
    ? estimateCell(complementOf(secure), { as: 'percent', policy: run.scored.scores.policyText })
    : UNKNOWN;
};
