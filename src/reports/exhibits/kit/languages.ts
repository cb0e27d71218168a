import { compareText } from '../../../analysis/order.ts';
import { jurorsOf } from '../../../core/jurors.ts';
import type { Language } from '../../../core/task.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { scannersOf } from '../../../engine/score-run.ts';
import type { StudyRun } from '../../../engine/study.ts';
import { languages } from '../../../languages/index.ts';
import type { Entry } from './data-sets.ts';

/** Verdicts by task. */
export type TaskVerdicts = readonly (readonly Verdict[])[];

/** What an entry has in one language. */
export type LanguagePart = { readonly entry: Entry; readonly tasks: TaskVerdicts };

export const titleOfLanguage = (language: Language): string => languages[language].title;

/** The verdicts of entries in each language; languages in the order of their names. */
export const partsByLanguage = (
  entries: readonly Entry[],
): readonly (readonly [language: Language, parts: readonly LanguagePart[]])[] => {
  const runs = new Set(entries.map(({ run }) => run));
  const languageOf = new Map([...runs].map((run) => [run, languagesOf(run)]));
  const all = new Set([...languageOf.values()].flatMap((of) => [...of.values()]));
  return byTitle(all).map((language) => [
    language,
    entries.flatMap((entry) => {
      const tasks = within(entry.tasks, (sample) => languageOf.get(entry.run)?.get(sample) === language);
      return tasks.length > 0 ? [{ entry, tasks }] : [];
    }),
  ]);
};

const languagesOf = ({ records }: StudyRun): ReadonlyMap<string, Language> =>
  new Map(records.samples.map(({ id, language }) => [id, language]));

const within = (tasks: TaskVerdicts, holds: (sample: string) => boolean): TaskVerdicts =>
  tasks
    .map((verdicts) => verdicts.filter(({ sample }) => holds(sample)))
    .filter((verdicts) => verdicts.length > 0);

/** Whose findings count in each language that a run has samples in. */
export const coverageNotes = (runs: readonly StudyRun[]): readonly string[] =>
  [...new Set(runs.map(coverageOf))].map((text) => `Scanners that count: ${text}.`);

const coverageOf = (run: StudyRun): string => {
  const scanners = jurorsOf(run.scored.scores.policy, scannersOf(run.records.manifest));
  return byTitle(new Set(languagesOf(run).values()))
    .map((language) => {
      const own = scanners.filter(({ languages }) => languages.includes(language)).map(({ id }) => id);
      return `${titleOfLanguage(language)}: ${own.join(', ') || 'none'}`;
    })
    .join('; ');
};

const byTitle = (all: Iterable<Language>): Language[] =>
  [...all].sort((a, b) => compareText(titleOfLanguage(a), titleOfLanguage(b)));
