import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { type Policy, policySchema } from '../core/policy.ts';
import type { Problem } from '../core/problem.ts';
import { type Manifest, NOTHING_TESTED } from '../core/run.ts';
import type { Task } from '../core/task.ts';
import type { TaskSet } from '../datasets/load-tasks.ts';
import { EXTRACTOR_VERSION } from '../extract/index.ts';
import { VERSION } from '../version.ts';
import type { EquippedBench, ReadyScanner } from './equipment.ts';
import { runPipeline } from './pipeline.ts';
import type { Listener } from './progress.ts';
import {
  inputsHash,
  openRunFolder,
  RUN_FILES,
  RUNS_FOLDER,
  readManifest,
  replaceFile,
  sha256Of,
  toJsonl,
} from './run-folder.ts';
import {
  mustKnowRules,
  mustKnowScanners,
  type ScoredRun,
  type ScoringOptions,
  scannersOf,
  scoreRun,
} from './score-run.ts';
import type { SampleSource } from './source.ts';

export type EvaluationOptions = ScoringOptions & {
  /** Prefix of the run folder's name, and the run's name in tables. */
  readonly name: string;
  /** Undefined: samples are scanned, and recorded verdicts kept; nothing is tested. */
  readonly tasks: TaskSet | undefined;
  /** Ids of tasks of the set that `tasks` leaves out: samples of them are passed over in silence. */
  readonly leftOut?: readonly string[];
  readonly sources: readonly SampleSource[];
  /** Whether tests were asked for: the policy is not softened where they cannot be run. */
  readonly testsWanted: boolean;
  /** Undefined: nothing is tested. */
  readonly bench: EquippedBench | undefined;
  readonly scanners: readonly ReadyScanner[];
  /** What was left out of this run and why, in words. */
  readonly omitted: readonly string[];
  /** The run folder. Absent: one named after the inputs, so that the same command finds its run again. */
  readonly out?: string;
  /** How often a sample with failed cases is run again, to find flaky ones. Default: not at all. */
  readonly reruns?: number;
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly listener: Listener;
};

export type Evaluation = ScoredRun & {
  readonly problems: readonly Problem[];
  readonly resumed: boolean;
  /** Tasks of the set for which there is no sample. */
  readonly tasksWithoutSamples: number;
};

/**
 * Judges samples through both lenses: extracts, tests and scans each as it comes, journals every result, and scores
 * the run. Stopped at any moment and started again with the same options, it goes on where it was.
 *
 * @throws the signal's reason if aborted; BifocalError if the run cannot start or a source gives up
 */
export const evaluate = async (options: EvaluationOptions): Promise<Evaluation> => {
  const manifest = makeManifest(options);
  const folder =
    options.out ?? join(RUNS_FOLDER, `${options.name}-${inputsHash(manifest.inputs).slice(0, 8)}`);
  mustKnowScanners(manifest.policy, scannersOf({ ...manifest, imported: importedBefore(folder) }));
  const rules = Object.fromEntries(options.scanners.map(({ scanner, rules }) => [scanner.id, rules]));
  mustKnowRules(manifest.policy, rules, []);
  const run = openRunFolder(folder, manifest);
  try {
    replaceFile(join(folder, RUN_FILES.tasks), toJsonl(options.tasks?.tasks ?? []));
    replaceFile(join(folder, RUN_FILES.rules), `${JSON.stringify(rules)}\n`);
    const found = await runPipeline(run, {
      ...options,
      tasks: options.tasks && new Map(options.tasks.tasks.map((task) => [task.id, task])),
      leftOut: new Set(options.leftOut),
      reruns: options.reruns ?? 0,
      scanners: options.scanners.map(({ scanner }) => scanner),
    });
    const problems = [...(options.tasks?.problems ?? []), ...found];
    replaceFile(join(folder, RUN_FILES.problems), toJsonl(problems));
    if (run.samples.records.length === 0) throw nothingToJudge(problems);
    const scored = scoreRun(folder, options);
    const sampled = new Set(run.samples.records.map(({ task }) => task));
    const tasksWithoutSamples = (options.tasks?.tasks ?? []).filter(({ id }) => !sampled.has(id)).length;
    return { ...scored, problems, resumed: run.resumed, tasksWithoutSamples };
  } finally {
    run.close();
  }
};

/** Scanners whose results were brought to a run that goes on. */
const importedBefore = (folder: string): Manifest['imported'] =>
  existsSync(join(folder, RUN_FILES.manifest)) ? readManifest(folder).imported : {};

const nothingToJudge = ([first]: readonly Problem[]): BifocalError =>
  new BifocalError(
    'BIFOCAL_INPUT',
    `there is not one sample to judge${first ? ` (${first.where}: ${first.message})` : ''}`,
    'a sample is a line of JSON with task_id and solution or completion, for a task of the set',
  );

const makeManifest = ({
  name,
  tasks,
  sources,
  scanners,
  bench,
  testsWanted,
  reruns = 0,
  omitted,
  policy,
}: EvaluationOptions): Manifest => ({
  format: 'bifocal.run/1',
  name,
  inputs: {
    bifocal: VERSION,
    tasks: {
      name: tasks?.name ?? 'none',
      count: tasks?.tasks.length ?? 0,
      sha256: sha256Of(toJsonl(tasks?.tasks ?? [])),
    },
    sources: sources.map(({ identity }) => identity),
    methods: Object.assign({}, ...sources.map(({ methods }) => methods)),
    scanners: Object.fromEntries(
      scanners.map(({ scanner: { id, role, languages }, version }) => [
        id,
        { version, role, languages: [...languages] },
      ]),
    ),
    sandbox: bench?.level ?? NOTHING_TESTED,
    python: bench?.pythonVersion ?? NOTHING_TESTED,
    reruns,
    toolchains: bench?.toolchains ?? {},
    extractor: EXTRACTOR_VERSION,
  },
  imported: {},
  omitted: [...omitted],
  policy: defaultPolicy(tasks?.tasks ?? [], testsWanted, policy),
});

/** Exploit tests count where a task set has them and tests are wanted; without tasks, recorded verdicts stand in. */
const defaultPolicy = (
  tasks: readonly Task[],
  testsWanted: boolean,
  changes: Partial<Policy> = {},
): Policy => {
  const exploited = testsWanted && tasks.some(({ exploits }) => exploits);
  const recorded = changes.recorded ?? tasks.length === 0;
  return policySchema.parse({ security: exploited || recorded ? 'both' : 'static', recorded, ...changes });
};
