import type { TaskStats } from '../analysis/tasks/stats.ts';
import type { Publication } from '../published/publication.ts';
import { dim, heading } from './methods/cells.ts';
import { plainTable } from './plain-table.ts';
import { visible } from './visible.ts';

/** A set as it was counted, with what is known of its origin. */
export type CountedSet = {
  readonly name: string;
  readonly licence: string | null;
  readonly publication: Pick<Publication, 'page' | 'version' | 'size'> | null;
  readonly stats: TaskStats;
  /** Rows that are no task. */
  readonly problems: number;
  /** Rows that are of other sets, by their ids. */
  readonly others: Readonly<Record<string, number>>;
  /** What else there is to know of its files. */
  readonly notes: readonly string[];
  /** What the quarantine list leaves out; null: there is none. */
  readonly quarantined: { readonly tasks: number; readonly cases: number } | null;
  readonly fingerprint: string;
  /** What the fingerprint says of the copy; null: the set is published nowhere. */
  readonly likeness: string | null;
};

const number = (value: number): string => value.toLocaleString('en-US');

/** All, none, or how many. */
const share = (part: number, all: number): string =>
  part === 0 ? '✗' : part === all ? '✓' : `${number(part)} of ${number(all)}`;

const promptForms = ({ prompts, tasks }: TaskStats): string => {
  const form = (name: string, count: number): string[] =>
    count === 0 ? [] : [count === tasks ? name : `${name} (${number(count)})`];
  return [...form('NL', prompts.instruction), ...form('CT', prompts.completion)].join(', ');
};

const languagesOf = ({ languages }: TaskStats): string => {
  const names = Object.keys(languages);
  return names.length > 2 ? `${names.length} languages` : names.join(', ');
};

const counts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, count]) => `${name} ${number(count)}`)
    .join(', ');

const meanText = ({ cases }: TaskStats): string => (cases.mean === null ? '' : cases.mean.toFixed(1));

const tableOf = (sets: readonly CountedSet[]): string =>
  plainTable(
    ['set', 'language', 'prompt', 'samples', 'unit tests', 'cases', 'CWE labels'],
    sets.map(({ name, stats }) => [
      name,
      languagesOf(stats),
      promptForms(stats),
      number(stats.tasks),
      share(stats.tests.tasks, stats.tasks),
      meanText(stats),
      share(stats.cwes.tasks, stats.tasks),
    ]),
    3,
  );

const SHOWN_CWES = 8;

const labelsText = ({ cwes }: TaskStats): string => {
  if (cwes.labels.length === 0) return '';
  const shown = cwes.labels.slice(0, SHOWN_CWES).map(({ cwe, tasks }) => `CWE-${cwe} ${tasks}`);
  const left = cwes.labels.length - shown.length;
  return `${cwes.labels.length}: ${shown.join(', ')}${left > 0 ? `, and ${left} more` : ''}`;
};

const casesText = ({ cases, tests }: TaskStats): string => {
  if (tests.tasks === 0) return '';
  const uncounted =
    cases.uncounted > 0 ? `; unknown of ${number(cases.uncounted)} tasks: only running the tests tells` : '';
  return `${number(cases.functional)} functional, ${number(cases.security)} security${uncounted}`;
};

const line = (name: string, text: string): string[] => (text === '' ? [] : [`  ${name.padEnd(13)}${text}`]);

const block = ({
  name,
  licence,
  publication,
  stats,
  problems,
  quarantined,
  ...rest
}: CountedSet): string[] => {
  const { solutions, originals, tests } = stats;
  const size = publication?.size;
  return [
    heading(name),
    ...line('languages', Object.keys(stats.languages).length > 1 ? counts(stats.languages) : ''),
    ...line('tests', counts(tests.styles)),
    ...line('cases', casesText(stats)),
    ...line('exploits', tests.exploits > 0 ? `${number(tests.exploits)} tasks` : ''),
    ...line('CWEs', labelsText(stats)),
    ...line(
      'solutions',
      counts(
        Object.fromEntries(Object.entries({ ...solutions, original: originals }).filter(([, n]) => n > 0)),
      ),
    ),
    ...line('no tasks', problems > 0 ? `${number(problems)} rows (bifocal tasks lint)` : ''),
    ...rest.notes.flatMap((note) => line('note', visible(note))),
    ...line(
      'quarantine',
      quarantined === null
        ? 'nobody has looked'
        : `${number(quarantined.tasks)} tasks and ${number(quarantined.cases)} cases that say nothing of a sample`,
    ),
    ...line('published', publication ? `${publication.version}, ${publication.page}` : ''),
    ...line('licence', licence ?? 'unknown'),
    ...line(
      'samples',
      size !== undefined && size !== stats.tasks
        ? `${number(stats.tasks)}, of ${number(size)} that were published`
        : '',
    ),
    ...line('fingerprint', `${rest.fingerprint.slice(0, 16)}${rest.likeness ? `  ${rest.likeness}` : ''}`),
  ];
};

/**
 * Sets side by side, as paper A's table 2 has them, and each by itself. `cases` is the mean over tasks that have tests.
 */
export const renderTaskStats = (sets: readonly CountedSet[]): string =>
  [
    tableOf(sets),
    '',
    dim('NL: asked for in words; CT: code to continue; cases: of a task with tests, on average'),
    ...sets.flatMap((set) => ['', ...block(set)]),
  ].join('\n');
