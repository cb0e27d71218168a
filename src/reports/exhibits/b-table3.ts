import type { Language } from '../../core/task.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { StudyRun } from '../../engine/study.ts';
import { languages } from '../../languages/index.ts';
import type { Cell, Exhibit } from './exhibit.ts';
import { NO_SCORES } from './kit/absences.ts';
import { secureOf } from './kit/analyzers.ts';
import { complementOf, estimateCell } from './kit/cells.ts';
import { type DataSet, dataSetsOf, type Entry, linesOf, titleOf } from './kit/data-sets.ts';
import { bootstrapNotes, policyNotes, unknownNotes } from './kit/notes.ts';
import { PAPER_B } from './kit/papers.ts';

/** Vulnerable samples by language, methods side by side. */
export const bTable3: Exhibit = {
  id: 'b-table3',
  title: 'Vulnerable samples by language',
  source: `${PAPER_B}, section 4.3, table 3`,
  make: (study) => {
    const dataSets = dataSetsOf(study);
    const several = dataSets.length > 1;
    const methods = [
      ...new Set(linesOf(dataSets.flatMap(({ entries }) => entries)).map(({ method }) => method)),
    ];
    const rows = dataSets
      .flatMap((dataSet) =>
        rowsOf(dataSet, methods).map((row): Cell[] => [...(several ? [dataSet.name] : []), ...row]),
      )
      .filter((row) => row.some((cell) => cell !== null && typeof cell === 'object'));
    if (rows.length === 0) return NO_SCORES;
    const runs = dataSets.flatMap((dataSet) => dataSet.runs);
    return {
      kind: 'table',
      caption: `Vulnerable samples by language on ${titleOf(dataSets)}, in per cent.`,
      columns: [
        ...(several ? [{ title: 'Data set', names: true }] : []),
        { title: 'Model', names: true },
        { title: 'Language', names: true },
        ...methods.map((group) => ({ group, title: 'Vulnerable %' })),
      ],
      rows,
      notes: [
        'n counts samples.',
        'BLEU, a second column of the paper for each model, is not measured here.',
        ...bootstrapNotes(runs),
        ...unknownNotes(rows),
        ...policyNotes(runs),
      ],
    };
  },
};

type ByLanguage = ReadonlyMap<Language, readonly (readonly Verdict[])[]>;

/** A row for each model and language. */
const rowsOf = ({ runs, entries }: DataSet, methods: readonly string[]): Cell[][] => {
  const languageOf = new Map(runs.map((run) => [run, languagesOf(run)]));
  const split = entries.map((entry) => ({ entry, parts: partsOf(entry, languageOf.get(entry.run)) }));
  return [...Map.groupBy(split, ({ entry }) => entry.model)].flatMap(([model, own]) =>
    [...new Set(own.flatMap(({ parts }) => [...parts.keys()]))].map((language) => [
      model,
      languages[language].title,
      ...methods.map((method) => {
        const found = own.find(({ entry }) => entry.method === method);
        return found ? cellOf(found.entry.run, found.parts.get(language) ?? []) : null;
      }),
    ]),
  );
};

const languagesOf = ({ records }: StudyRun): ReadonlyMap<string, Language> =>
  new Map(records.samples.map(({ id, language }) => [id, language]));

/** The verdicts on samples in each language, by task. */
const partsOf = ({ tasks }: Entry, languageOf: ReadonlyMap<string, Language> = new Map()): ByLanguage =>
  new Map(
    [...new Set(languageOf.values())].flatMap((language) => {
      const own = tasks
        .map((verdicts) => verdicts.filter(({ sample }) => languageOf.get(sample) === language))
        .filter((verdicts) => verdicts.length > 0);
      return own.length > 0 ? [[language, own] as const] : [];
    }),
  );

const cellOf = (run: StudyRun, tasks: readonly (readonly Verdict[])[]): Cell => {
  const secure = secureOf(run, tasks);
  return secure
    ? estimateCell(complementOf(secure), { as: 'percent', policy: run.scored.scores.policyText })
    : null;
};
