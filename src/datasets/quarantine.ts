import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import type { Task, TestSuite } from '../core/task.ts';

/** The lists that come with the package: our own findings about published sets, one file per set. */
export const QUARANTINE_FOLDER = fileURLToPath(new URL('../../tasks/quarantine', import.meta.url));

/**
 * Why a task, or some cases of it, say nothing of a sample.
 *
 * - `network`, `library`, `data`: the tests need what the sandbox or the pinned environment does not have
 * - `machine`: the expected outcome is that of another machine: its folders, its user, its permissions, its time
 * - `flaky`: the reference passes in some runs only
 * - `reference`: the reference fails in every run, for another reason
 * - `unparsable`: the tests or the reference do not parse
 * - `stub`: nothing can fail: code that does nothing passes, whatever it returns or raises
 */
export const causeSchema = z.enum([
  'network',
  'library',
  'data',
  'machine',
  'flaky',
  'reference',
  'unparsable',
  'stub',
]);
export type Cause = z.infer<typeof causeSchema>;

export const quarantinedSchema = z.strictObject({
  task: z.string(),
  cases: z.array(z.string()).min(1).optional().describe('only these; absent: the whole task'),
  cause: causeSchema,
  reason: z.string().min(1).describe('what was seen, in our words'),
});
export type Quarantined = z.infer<typeof quarantinedSchema>;

export const quarantineSchema = z.strictObject({
  dataset: z.string(),
  parts: z
    .array(z.string())
    .default([])
    .describe('further names of sets with the same tasks and tests, or some of them'),
  version: z.string().describe('of the set'),
  measured: z.strictObject({
    environment: z.string().describe('the interpreter and its libraries'),
    sandbox: z.string(),
    date: z.string(),
    runs: z.int().positive().describe('of each reference'),
  }),
  entries: z.array(quarantinedSchema),
});
export type Quarantine = z.infer<typeof quarantineSchema>;

/** @throws BifocalError BIFOCAL_INPUT if the text is no list */
export const parseQuarantine = (text: string, path: string): Quarantine => {
  try {
    return quarantineSchema.parse(parseYaml(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new BifocalError('BIFOCAL_INPUT', `${path} is no quarantine list: ${why}`, 'see docs/audit.md', {
      cause: error,
    });
  }
};

/** A list as YAML, sorted as it is. */
export const formatQuarantine = (list: Quarantine): string => stringifyYaml(list, { lineWidth: 110 });

const readFile = (path: string): Quarantine => parseQuarantine(readFileSync(path, 'utf8'), path);

const pathOf = (dataset: string): string => join(QUARANTINE_FOLDER, `${dataset}.yaml`);

/** The list of a set: its own, or that of the set that it is a part of. Undefined: nobody has looked. */
export const readQuarantine = (dataset: string): Quarantine | undefined =>
  existsSync(pathOf(dataset))
    ? readFile(pathOf(dataset))
    : readdirSync(QUARANTINE_FOLDER)
        .map((file) => readFile(join(QUARANTINE_FOLDER, file)))
        .find(({ parts }) => parts.includes(dataset));

/**
 * The list that somebody asks for.
 *
 * @param asked true: the published one of the set; false: none; a path: that one
 * @throws BifocalError BIFOCAL_INPUT if no list lies at the path
 */
export const quarantineOf = (
  dataset: string | undefined,
  asked: boolean | string,
): Quarantine | undefined => {
  if (typeof asked === 'boolean') return asked && dataset !== undefined ? readQuarantine(dataset) : undefined;
  if (existsSync(asked)) return readFile(asked);
  throw new BifocalError('BIFOCAL_INPUT', `there is no quarantine list at ${asked}`, 'see docs/audit.md');
};

/** Whether a list already speaks of all that an entry names. */
export const covers = (entries: readonly Quarantined[], { task, cases }: Quarantined): boolean => {
  const own = entries.filter((entry) => entry.task === task);
  const ids = new Set(own.flatMap((entry) => entry.cases ?? []));
  return (
    own.some((entry) => entry.cases === undefined) || (cases?.every((id) => ids.has(id)) ?? own.length > 0)
  );
};

/** The names of a suite's cases, where they stand in the task itself. */
const namedCases = (tests: TestSuite | undefined): ReadonlySet<string> | undefined =>
  tests && 'cases' in tests ? new Set(tests.cases.map(({ id }) => id)) : undefined;

/** A suite without some of its cases; the suite as it is where only the judge can tell them apart. */
const withoutCases = (tests: TestSuite, ids: ReadonlySet<string>): TestSuite => {
  const isKept = ({ id }: { readonly id: string }): boolean => !ids.has(id);
  switch (tests.style) {
    case 'calls':
      return { ...tests, cases: tests.cases.filter(isKept) };
    case 'program':
      return { ...tests, cases: tests.cases.filter(isKept) };
    case 'native':
      return { ...tests, cases: tests.cases.filter(isKept) };
    default:
      return tests;
  }
};

/** A task without its quarantined cases; undefined if nothing of it can be used. */
const released = (task: Task, entries: readonly Quarantined[]): Task | undefined => {
  if (entries.length === 0) return task;
  if (entries.some(({ cases }) => cases === undefined)) return undefined;
  const ids = new Set(entries.flatMap(({ cases = [] }) => cases));
  if (task.tests === undefined) return task;
  const tests = withoutCases(task.tests, ids);
  if (tests === task.tests) return { ...task, skip: [...ids] };
  if (!('cases' in tests) || tests.cases.length === 0) return undefined;
  return { ...task, tests, exploits: tests.cases.some(({ kind }) => kind === 'security') };
};

/** Entries of a list that say nothing of the tasks that were loaded: other tasks, or other cases. */
const strangers = (tasks: readonly Task[], { dataset, entries }: Quarantine): Quarantined[] => {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  // Of a part of the list's set, entries about tasks outside of it are no wonder.
  const whole = tasks.some((task) => task.dataset === dataset) || !entries.some(({ task }) => byId.has(task));
  return entries.filter(({ task: id, cases = [] }) => {
    const task = byId.get(id);
    if (task === undefined) return whole;
    const named = namedCases(task.tests);
    return named !== undefined && cases.some((one) => !named.has(one));
  });
};

/** What a list did to a set. */
export type Applied = {
  readonly tasks: readonly Task[];
  /** What was left out because it says nothing of a sample: the entries about tasks of the set. */
  readonly quarantined: readonly Quarantined[];
  /** What a person should know: the list is about another version of the set. */
  readonly mismatch?: string;
};

/** Takes out of a set what its list names. */
export const applyQuarantine = (tasks: readonly Task[], quarantine: Quarantine | undefined): Applied => {
  if (quarantine === undefined) return { tasks, quarantined: [] };
  const entries = Map.groupBy(quarantine.entries, ({ task }) => task);
  const foreign = strangers(tasks, quarantine);
  const [first] = foreign;
  return {
    tasks: tasks.flatMap((task) => released(task, entries.get(task.id) ?? []) ?? []),
    quarantined: tasks.flatMap(({ id }) => entries.get(id) ?? []),
    ...(first && {
      mismatch: `${foreign.length} of ${quarantine.entries.length} entries of the quarantine list: they fit nothing in this file (${first.task}, ...); the list was made for the whole of ${quarantine.dataset} ${quarantine.version}`,
    }),
  };
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What was left out, for people: how much, and how many tasks remain. */
export const quarantineText = ({ tasks, quarantined, mismatch }: Applied): string[] => {
  const whole = new Set(quarantined.flatMap(({ task, cases }) => (cases === undefined ? [task] : [])));
  const cases = quarantined.reduce((sum, entry) => sum + (entry.cases?.length ?? 0), 0);
  const left =
    quarantined.length === 0
      ? []
      : [
          `${counted(whole.size, 'task')} and ${counted(cases, 'test case')} in quarantine, which say nothing of a sample: scores are over ${tasks.length} of the ${tasks.length + whole.size} tasks (--no-quarantine keeps all)`,
        ];
  return [...left, ...(mismatch === undefined ? [] : [mismatch])];
};
