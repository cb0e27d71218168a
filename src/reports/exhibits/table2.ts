import type { Task } from '../../core/task.ts';
import type { Study } from '../../engine/study.ts';
import { languages } from '../../languages/index.ts';
import { mean } from '../../stats/mean.ts';
import type { Cell, Exhibit } from './exhibit.ts';
import { NO_SAMPLES } from './kit/absences.ts';
import { countCell } from './kit/cells.ts';
import { PAPER_A } from './kit/papers.ts';

/** The data sets of the runs. */
export const table2: Exhibit = {
  id: 'table2',
  title: 'Data sets',
  source: `${PAPER_A}, section 3.2, table 2`,
  make: (study) => {
    if (study.runs.every(({ scored }) => scored.verdicts.length === 0)) return NO_SAMPLES;
    const described = setsOf(study);
    const bare = study.runs.filter(({ records }) => records.tasks.length === 0);
    const casesOf = casesByTask(study);
    return {
      kind: 'table',
      caption:
        'The data sets of the runs. NL and CT: tasks put in natural language, and as code to continue.',
      columns: [
        { title: 'Data set', names: true },
        { title: '#Tasks' },
        { title: 'Language' },
        { title: 'Prompt' },
        { title: 'Unit Test' },
        { title: 'Avg. Test Cases' },
        { title: 'CWE Label' },
        { title: 'Exploit Test' },
      ],
      rows: [
        ...[...described].map(([name, tasks]) => rowOf(name, [...tasks.values()], casesOf)),
        ...bare.map(({ name, scored, records }): Cell[] => [
          name,
          countCell(new Set(scored.verdicts.map(({ task }) => task)).size),
          languageNames(records.samples),
          ...Array<null>(5).fill(null),
        ]),
      ],
      notes: [
        '✓ all tasks have it, ✗ none has. Test cases are functional ones; their mean is over n tasks, those whose tests were planned for a sample.',
        ...(bare.length > 0 ? ['–: samples without tasks, of which nothing else is known.'] : []),
      ],
    };
  },
};

type Tasks = ReadonlyMap<string, Task>;

const setsOf = ({ runs }: Study): ReadonlyMap<string, Tasks> =>
  new Map(
    [
      ...Map.groupBy(
        runs.flatMap(({ records }) => records.tasks),
        ({ dataset }) => dataset,
      ),
    ].map(([name, tasks]) => [name, new Map(tasks.map((task) => [task.id, task]))]),
  );

/** How many functional cases each task has, where a sample of it was to be tested; see {@link keyOf}. */
const casesByTask = ({ runs }: Study): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { records, scored } of runs) {
    const keys = new Map(records.tasks.map((task) => [task.id, keyOf(task)]));
    for (const { task, cases } of scored.verdicts) {
      const key = keys.get(task);
      if (key !== undefined && cases.total > 0) counts.set(key, Math.max(cases.total, counts.get(key) ?? 0));
    }
  }
  return counts;
};

/** Two data sets may call their tasks the same. */
const keyOf = ({ dataset, id }: Task): string => JSON.stringify([dataset, id]);

const rowOf = (name: string, tasks: readonly Task[], casesOf: ReadonlyMap<string, number>): Cell[] => {
  const have = (holds: (task: Task) => boolean): string =>
    shareText(tasks.filter(holds).length, tasks.length);
  const counts = tasks.flatMap((task) => casesOf.get(keyOf(task)) ?? []);
  const prompts = [
    ...(tasks.some(({ prompt }) => prompt.instruction !== undefined) ? ['NL'] : []),
    ...(tasks.some(({ prompt }) => prompt.completion !== undefined) ? ['CT'] : []),
  ];
  return [
    name,
    countCell(tasks.length),
    languageNames(tasks),
    prompts.join(', '),
    have(({ tests }) => tests !== undefined),
    counts.length > 0 ? { value: mean(counts), as: 'number', digits: 1, n: counts.length } : null,
    have(({ cwes }) => cwes.length > 0),
    have(({ exploits }) => exploits),
  ];
};

const shareText = (some: number, all: number): string => {
  if (some === 0) return '✗';
  return some === all ? '✓' : `${some.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`;
};

const languageNames = (of: readonly { readonly language: Task['language'] }[]): string =>
  [...new Set(of.map(({ language }) => languages[language].title))].join(', ');
