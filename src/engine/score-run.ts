import { join } from 'node:path';
import { lesson } from '../analysis/lesson.ts';
import { type ScoreOptions, score } from '../analysis/score.ts';
import { countUnknowns, type Unknowns } from '../analysis/unknowns.ts';
import { type ModelUsage, usageByModel } from '../analysis/usage.ts';
import { judge } from '../analysis/verdict.ts';
import type { Policy } from '../core/policy.ts';
import type { Manifest } from '../core/run.ts';
import type { Scores } from '../core/score.ts';
import { type Task, taskSchema } from '../core/task.ts';
import type { Verdict } from '../core/verdict.ts';
import { scanners } from '../scanners/index.ts';
import type { Scanner } from '../scanners/scanner.ts';
import { RUN_FILES, type RunRecords, readRun, replaceFile, toJsonl } from './run-folder.ts';

export const DEFAULT_SEED = 20260;

export type ScoringOptions = {
  /** Changes to the run's own policy. */
  readonly policy?: Partial<Policy>;
  readonly ks?: readonly number[];
  readonly by?: ScoreOptions['by'];
};

/** What a run amounts to. */
export type ScoredRun = {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly scores: Scores;
  readonly verdicts: readonly Verdict[];
  readonly unknowns: Unknowns;
  readonly usage: readonly ModelUsage[];
  readonly lesson: string | null;
};

/** Samples of a run without tasks: each names a problem that nobody described. */
const bareTask = (id: string, language: Task['language']): Task =>
  taskSchema.parse({ id, dataset: 'samples', language, prompt: {} });

const languagesOf = (id: string): readonly string[] | undefined =>
  Object.values<Scanner>(scanners).find((scanner) => scanner.id === id)?.languages;

/** The verdict on every sample of a run, sorted by sample id. Pure. */
export const judgeRun = (run: RunRecords, policy: Policy): { verdicts: Verdict[]; scannerIds: string[] } => {
  const tasks = new Map(run.tasks.map((task) => [task.id, task]));
  const reports = new Map(run.cases.map((report) => [report.sample, report]));
  const scans = Map.groupBy(run.findings, ({ sample }) => sample);
  const own = Object.keys(run.manifest.inputs.scanners);
  const imported = [...new Set(run.findings.map(({ scanner }) => scanner))].filter((id) => !own.includes(id));
  const languageOf = new Map(run.samples.map(({ id, language }) => [id, language]));
  const covered = new Set(run.findings.map(({ scanner, sample }) => `${scanner} ${languageOf.get(sample)}`));
  const verdicts = run.samples.map((sample) => {
    const ofSample = scans.get(sample.id) ?? [];
    const applicable = [
      ...own.filter((id) => languagesOf(id)?.includes(sample.language)),
      ...imported.filter((id) => covered.has(`${id} ${sample.language}`)),
    ];
    const task = tasks.get(sample.task) ?? bareTask(sample.task, sample.language);
    return judge(sample, task, ofSample, reports.get(sample.id), policy, applicable);
  });
  verdicts.sort((a, b) => (a.sample < b.sample ? -1 : 1));
  return { verdicts, scannerIds: [...own, ...imported.sort()] };
};

/** Computes verdicts and scores from a run's records and writes them beside it. Asks no model and runs no code. */
export const scoreRun = (folder: string, options: ScoringOptions = {}): ScoredRun => {
  const run = readRun(folder);
  const policy: Policy = { ...run.manifest.policy, ...options.policy };
  const { verdicts, scannerIds } = judgeRun(run, policy);
  const scores = score(verdicts, {
    policy,
    scanners: scannerIds,
    ks: options.ks ?? [1],
    seed: DEFAULT_SEED,
    ...(options.by ? { by: options.by } : {}),
  });
  replaceFile(join(folder, RUN_FILES.verdicts), toJsonl(verdicts));
  replaceFile(join(folder, RUN_FILES.scores), `${JSON.stringify(scores, null, 2)}\n`);
  return {
    folder,
    manifest: run.manifest,
    scores,
    verdicts,
    unknowns: countUnknowns(verdicts),
    usage: usageByModel(run.samples),
    lesson: lesson(scores),
  };
};
