import pMap from 'p-map';
import type { Usage } from '../../core/sample.ts';
import type { Task } from '../../core/task.ts';
import { type Journal, openJournal } from '../../engine/journal.ts';
import { lock } from '../../engine/lock.ts';
import { replaceFile, toJsonl } from '../../engine/run-folder.ts';
import { addUsage } from '../../methods/kit/usage.ts';
import type { TestBench } from '../../testing/bench.ts';
import { buildTask } from './build-task.ts';
import { type Entry, entrySchema, type Finished, finishedSchema, keyOf } from './journal.ts';
import { type AskOptions, openAsk } from './propose/ask.ts';
import { exampleFinder, WORDS } from './propose/prompt.ts';
import type { Report } from './report.ts';
import type { Settings } from './terms.ts';

/** Of the builder: another one may build other tests of the same tasks. */
const VERSION = 2;

export type BuildSetOptions = {
  /** The name of the set, for the provenance. */
  readonly set: string;
  /** All of its tasks: those with tests show a model what inputs look like. */
  readonly tasks: readonly Task[];
  /** Those for which tests are built. */
  readonly wanted: readonly Task[];
  readonly settings: Settings;
  /** Undefined: no model is asked. */
  readonly model: AskOptions | undefined;
  readonly bench: TestBench & { readonly pythonVersion: string };
  /** The task file to be written. Beside it stand a journal and, while this runs, a lock. */
  readonly out: string;
  /** Whether tasks with weak tests are written, too. */
  readonly weak: boolean;
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly onReport: (report: Report) => void;
};

export type BuiltSet = {
  /** In the order of the tasks. */
  readonly reports: readonly Report[];
  readonly written: number;
  /** Tasks that the same command would go on with: no answer, or no bench. By reason. */
  readonly undone: Readonly<Record<string, number>>;
  /** Of all answers that the journal holds. */
  readonly usage: Usage;
};

/**
 * Builds unit tests for tasks of a set, a few tasks at once, and writes those that are good enough as a file of tasks.
 * Whatever was answered or finished is in the journal beside that file: the same call goes on there.
 *
 * @throws the signal's reason if aborted, as the model does, and BifocalError BIFOCAL_USAGE if another process is
 *   writing the same file
 */
export const buildSet = async (options: BuildSetOptions): Promise<BuiltSet> => {
  const release = lock(`${options.out}.lock`);
  try {
    const journal = openJournal(`${options.out}.journal`, entrySchema);
    try {
      return await buildAll(options, journal);
    } finally {
      journal.close();
    }
  } finally {
    release();
  }
};

const buildAll = async (options: BuildSetOptions, journal: Journal<Entry>): Promise<BuiltSet> => {
  const { tasks, wanted, settings, model, bench, out, weak, workers, signal, onReport } = options;
  const exampleFor = exampleFinder(tasks);
  const shown = model && keyOf(tasks.map(({ tests }) => tests ?? null));
  const asked = model && [model.spec, model.identity, model.decoding, model.seed, WORDS, shown];
  const done = new Map(
    journal.records.flatMap((entry) => (entry.kind === 'task' ? [[entry.key, entry] as const] : [])),
  );
  const mouth = model && openAsk(model, journal, signal);
  const undone: Record<string, number> = {};
  const build = async (task: Task, key: string): Promise<Finished | undefined> => {
    const outcome = await buildTask(task, { bench, settings, ask: mouth?.ask, exampleFor, signal });
    if (outcome.status === 'unknown') {
      undone[outcome.reason] = (undone[outcome.reason] ?? 0) + 1;
      return undefined;
    }
    // As it will be read from the journal: the same bytes, whenever it was made.
    const entry = finishedSchema.parse({ kind: 'task', key, ...outcome.value });
    journal.append(entry);
    return entry;
  };
  try {
    const built = await pMap(
      wanted,
      async (task): Promise<Finished | undefined> => {
        const key = keyOf(VERSION, task, settings, asked ?? null, bench.pythonVersion);
        const entry = done.get(key) ?? (await build(task, key));
        if (entry) onReport(entry.report);
        return entry;
      },
      { concurrency: workers, signal },
    );
    const found = built.filter((one) => one !== undefined);
    const lines = found.flatMap(({ report, task }) =>
      task && (report.status === 'built' || weak)
        ? [{ ...task, provenance: provenance(report, options) }]
        : [],
    );
    replaceFile(out, toJsonl(lines));
    const usage = journal.records.reduce<Usage>(
      (sum, entry) => (entry.kind === 'answer' ? addUsage(sum, entry.usage) : sum),
      {},
    );
    return { reports: found.map(({ report }) => report), written: lines.length, undone, usage };
  } finally {
    await mouth?.close();
  }
};

/** Where the tests of a task come from, and what they are worth. */
const provenance = (
  { task: _, ...report }: Report,
  { set, settings, model, bench }: BuildSetOptions,
): NonNullable<Task['provenance']> => ({
  builder: 'unit-tests',
  version: VERSION,
  of: set,
  model: model ? { spec: model.spec, ...model.identity } : null,
  ...(model && { decoding: model.decoding, seed: model.seed, prompts: keyOf(WORDS) }),
  python: bench.pythonVersion,
  sandbox: bench.level,
  settings,
  ...report,
});
