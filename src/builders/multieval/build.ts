import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../../core/policy.ts';
import type { Task } from '../../core/task.ts';
import type { TaskSet } from '../../datasets/load-tasks.ts';
import type { ReadyScanner } from '../../engine/equipment.ts';
import { evaluate } from '../../engine/evaluate.ts';
import type { Listener } from '../../engine/progress.ts';
import { readRun, replaceFile, toJsonl } from '../../engine/run-folder.ts';
import type { SampleSource } from '../../engine/source.ts';
import { VERSION } from '../../version.ts';
import { drawn } from '../drawn.ts';
import { attemptsAt } from './attempts.ts';
import { builtTask, type Making } from './built-task.ts';
import type { Keep } from './choose.ts';
import { type AttemptedTask, type Tally, tally } from './tally.ts';

/** A set under a name that no other of the build has. */
export type NamedSet = { readonly name: string; readonly set: TaskSet };

export type BuildOptions = {
  readonly sets: readonly NamedSet[];
  /** How models are called in samples. */
  readonly models: readonly string[];
  /** The first attempts of all models: the baseline, one sample a task. */
  readonly sources: () => Promise<readonly SampleSource[]>;
  /** Analyzers of defects. */
  readonly analyzers: readonly ReadyScanner[];
  readonly keep: Keep;
  /** What counts as an error. */
  readonly policy: Partial<Pick<Policy, 'minSeverity' | 'onlyRules' | 'ignoreRules'>>;
  /** Only the first so many tasks of each set; of these, so many are drawn. Absent: all. */
  readonly limit?: number;
  readonly sample?: number;
  readonly seed: number;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly listener: Listener;
};

/** What became of one set. */
export type BuiltFrom = Tally & {
  readonly name: string;
  /** Tasks that it has, without those in quarantine. */
  readonly available: number;
  /** As the manifest of the run has it, of the tasks that were drawn. */
  readonly sha256: string;
  readonly run: string;
};

/** The content of `multieval.json`. */
export type MultiEval = {
  readonly format: 'bifocal.multieval/1';
  readonly making: Making & {
    readonly policy: BuildOptions['policy'];
    readonly limit: number | null;
    readonly sample: number | null;
    readonly models: readonly unknown[];
  };
  readonly sets: readonly BuiltFrom[];
  readonly total: Omit<Tally, 'unknownBecause' | 'rules'> & { readonly available: number };
};

export const FILES = { tasks: 'multieval.jsonl', summary: 'multieval.json', runs: 'runs' } as const;

/**
 * Builds a set of the tasks at whose first attempts models err, as MultiEval was made (Tuning LLM in secure code
 * generation, ISP RAS 2025, section 4.1). The attempts at each set are a run of their own below the folder, so that a
 * build which was stopped goes on; both files are written when all sets are done.
 *
 * @throws the signal's reason if aborted; BifocalError as `evaluate` does
 */
export const buildMultiEval = async (options: BuildOptions): Promise<MultiEval> => {
  const { sets, keep, analyzers, policy, limit = null, sample = null, seed, folder } = options;
  const making: Making = {
    bifocal: VERSION,
    keep,
    analyzers: Object.fromEntries(analyzers.map(({ scanner, version }) => [scanner.id, version])),
    seed,
  };
  const built: {
    readonly from: BuiltFrom;
    readonly tasks: readonly Task[];
    readonly models: readonly unknown[];
  }[] = [];
  for (const named of sets) {
    const { attempted, sha256, run, models } = await attempt(named, options);
    const { kept, tally: counted } = tally(attempted, keep);
    built.push({
      from: { name: named.name, available: named.set.tasks.length, sha256, run, ...counted },
      tasks: kept.map((one) => builtTask(named.name, one, making)),
      models,
    });
  }
  const from = built.map((one) => one.from);
  const result: MultiEval = {
    format: 'bifocal.multieval/1',
    making: { ...making, policy, limit, sample, models: built[0]?.models ?? [] },
    sets: from,
    total: totalOf(from),
  };
  replaceFile(join(folder, FILES.tasks), toJsonl(built.flatMap(({ tasks }) => tasks)));
  replaceFile(join(folder, FILES.summary), `${JSON.stringify(result, null, 2)}\n`);
  return result;
};

/** Has the tasks of a set attempted and looked at. */
const attempt = async ({ name, set }: NamedSet, options: BuildOptions) => {
  const { models, sources, analyzers, policy, folder, signal, listener } = options;
  const tasks = drawn(set.tasks, options);
  const out = join(folder, FILES.runs, name);
  mkdirSync(out, { recursive: true });
  const evaluation = await evaluate({
    name: `multieval-${name}`,
    tasks: { ...set, tasks },
    sources: await sources(),
    testsWanted: false,
    bench: undefined,
    scanners: analyzers,
    omitted: [],
    workers: 1,
    out,
    policy,
    signal,
    listener,
  });
  const attemptsOf = attemptsAt(
    { records: readRun(out), verdicts: evaluation.verdicts, policy: evaluation.scores.policy },
    models,
  );
  const attempted = tasks.map((task): AttemptedTask<Task> => ({ task, attempts: attemptsOf(task) }));
  const { inputs } = evaluation.manifest;
  return { attempted, sha256: inputs.tasks.sha256, run: join(FILES.runs, name), models: inputs.sources };
};

const totalOf = (sets: readonly BuiltFrom[]): MultiEval['total'] => {
  const sum = (of: (set: BuiltFrom) => number): number => sets.reduce((all, set) => all + of(set), 0);
  return {
    available: sum(({ available }) => available),
    tasks: sum(({ tasks }) => tasks),
    attempts: sum(({ attempts }) => attempts),
    erroneous: sum(({ erroneous }) => erroneous),
    cutOff: sum(({ cutOff }) => cutOff),
    errorFree: sum(({ errorFree }) => errorFree),
    unknown: sum(({ unknown }) => unknown),
    kept: sum(({ kept }) => kept),
    dropped: sum(({ dropped }) => dropped),
    undecided: sum(({ undecided }) => undecided),
  };
};
