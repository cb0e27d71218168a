import { join } from 'node:path';
import { heldOutPolicy, recordOf } from '../analysis/held-out.ts';
import { lesson } from '../analysis/lesson.ts';
import { withLikeness } from '../analysis/likeness.ts';
import { compareText } from '../analysis/order.ts';
import { type RulesByScanner, type ScannerReport, scannerReport } from '../analysis/scanner-report.ts';
import { type ScoreOptions, score } from '../analysis/score.ts';
import { countUnknowns, type Unknowns } from '../analysis/unknowns.ts';
import { type ModelUsage, usageByModel } from '../analysis/usage.ts';
import { judge } from '../analysis/verdict.ts';
import { BifocalError } from '../core/errors.ts';
import type { Scan } from '../core/finding.ts';
import type { Juror } from '../core/jurors.ts';
import { type Policy, ruleMatches } from '../core/policy.ts';
import type { Manifest, ScannerRecord } from '../core/run.ts';
import type { Sample } from '../core/sample.ts';
import type { Scores } from '../core/score.ts';
import { type Task, taskSchema } from '../core/task.ts';
import type { Verdict } from '../core/verdict.ts';
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
  readonly scanners: ScannerReport;
  readonly lesson: string | null;
};

/** Samples of a run without tasks: each names a problem that nobody described. */
export const bareTask = (id: string, language: Task['language']): Task =>
  taskSchema.parse({ id, dataset: 'samples', language, prompt: {} });

/** The scanners of a run, its own first. */
export const scannersOf = ({ inputs, imported }: Manifest): (ScannerRecord & Juror)[] =>
  Object.entries({ ...inputs.scanners, ...imported }).map(([id, record]) => ({ id, ...record }));

/** The samples that methods handed in. */
export const handedIn = ({ samples }: RunRecords): readonly Sample[] =>
  samples.filter(({ round }) => round === undefined);

/** The samples that methods would have handed in, had they ended earlier: no number of the leaderboard counts them. */
export const roundsOf = ({ samples }: RunRecords): readonly Sample[] =>
  samples.filter(({ round }) => round !== undefined);

/** Gives the verdict on samples of a run under a policy, sorted by sample id; on those that were handed in by default. Pure. */
export const judgeOf = (
  run: RunRecords,
  samples: readonly Sample[] = handedIn(run),
): ((policy: Policy) => Verdict[]) => {
  const tasks = new Map(run.tasks.map((task) => [task.id, task]));
  const reports = new Map(run.cases.map((report) => [report.sample, report]));
  const scans = Map.groupBy(run.findings, ({ sample }) => sample);
  const scanners = scannersOf(run.manifest);
  const evidence = samples
    .toSorted((a, b) => compareText(a.id, b.id))
    .map((sample) => ({
      sample,
      task: tasks.get(sample.task) ?? bareTask(sample.task, sample.language),
      scans: scans.get(sample.id) ?? [],
      report: reports.get(sample.id),
      scanners: scanners.filter(({ languages }) => languages.includes(sample.language)),
    }));
  return (policy) =>
    evidence.map(({ sample, task, scans, report, scanners }) =>
      judge(sample, task, scans, report, policy, scanners),
    );
};

/**
 * Refuses a policy that names what cannot decide.
 * @throws BifocalError BIFOCAL_USAGE for a scanner that the run does not have, for an analyzer of defects, and for one
 *   that says twice who counts
 */
export const mustKnowScanners = ({ combine, scanners }: Policy, known: readonly Juror[]): void => {
  const named = [
    ...(scanners ?? []),
    ...(combine.by === 'one' ? [combine.scanner] : []),
    ...(combine.by === 'weighted' ? Object.keys(combine.weights) : []),
  ];
  if (scanners && (combine.by === 'one' || combine.by === 'weighted')) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `the policy says twice whose findings count: by "${combine.by}", and by a list`,
      'leave out --count',
    );
  }
  const deciding = known.filter(({ role }) => role !== 'defects').map(({ id }) => id);
  const stranger = named.find((id) => !deciding.includes(id));
  if (stranger === undefined) return;
  const why = known.some(({ id }) => id === stranger)
    ? 'which looks for defects and says nothing of security'
    : 'which the run does not have';
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `the policy names the scanner "${stranger}", ${why}`,
    `the run has: ${deciding.join(', ') || 'none'}`,
  );
};

/**
 * Refuses a policy by which only rules count that nobody has: as a typo it would make everything secure.
 *
 * @param rules of each scanner; where one does not list its own, any pattern may mean one of them
 * @throws BifocalError BIFOCAL_USAGE
 */
export const mustKnowRules = (
  { onlyRules = [] }: Policy,
  rules: RulesByScanner,
  scans: readonly Scan[],
): void => {
  if (Object.values(rules).includes(null)) return;
  const known = [
    ...Object.entries(rules).flatMap(([scanner, own]) => (own ?? []).map(({ id }) => [scanner, id] as const)),
    ...scans.flatMap(({ scanner, findings }) => findings.map(({ rule }) => [scanner, rule] as const)),
  ];
  const stranger = onlyRules.find(
    (pattern) => !known.some(([scanner, rule]) => ruleMatches(pattern, scanner, rule)),
  );
  if (stranger === undefined) return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `no rule of the run is meant by "${stranger}"`,
    'write a rule as B101, bandit/B101 or bandit/B1*; rules.json of the run lists them',
  );
};

/**
 * Computes what a run amounts to from its records. Asks no model, runs no code, and changes nothing.
 * @throws BifocalError BIFOCAL_INPUT if there is no run; BIFOCAL_USAGE if the policy names what the run does not have
 */
export const assessRun = (folder: string, options: ScoringOptions = {}): ScoredRun =>
  assess(folder, readRun(folder), options);

/** The same for a run that was read already. */
export const assess = (folder: string, run: RunRecords, options: ScoringOptions = {}): ScoredRun => {
  const policy: Policy = { ...run.manifest.policy, ...options.policy };
  const all = scannersOf(run.manifest);
  mustKnowScanners(policy, all);
  mustKnowRules(policy, run.rules, run.findings);
  const methods = run.manifest.inputs.methods;
  const written = new Set(run.samples.map(({ language }) => language));
  const scanners = all.filter(({ languages }) => languages.some((language) => written.has(language)));
  const judgeBy = judgeOf(run);
  const verdicts = withLikeness(judgeBy(policy), run.samples, run.tasks);
  const judged = new Set(verdicts.map(({ sample }) => sample));
  const others = heldOutPolicy(policy, scanners, methods);
  const scores = score(verdicts, {
    policy,
    scanners,
    methods,
    heldOut: others && { policy: others, verdicts: judgeBy(others) },
    ks: options.ks ?? [1],
    seed: DEFAULT_SEED,
    ...(options.by ? { by: options.by } : {}),
  });
  const report = scannerReport({
    scanners,
    scans: run.findings.filter(({ sample }) => judged.has(sample)),
    rules: run.rules,
    policy,
    verdicts,
    judge: (other) => (other === policy ? verdicts : judgeBy(other)),
    ...(options.by ? { by: options.by } : {}),
  });
  return {
    folder,
    manifest: run.manifest,
    scores,
    verdicts,
    unknowns: countUnknowns(verdicts),
    usage: usageByModel([
      ...run.samples.map(({ model, method, usage }) => ({
        model: recordOf(methods, method)?.asks ?? model,
        usage,
      })),
      ...run.findings.map(({ scanner, usage }) => ({ model: scanner, usage })),
    ]),
    scanners: report,
    lesson: lesson(scores),
  };
};

/** The same, written beside the records. */
export const scoreRun = (folder: string, options: ScoringOptions = {}): ScoredRun => {
  const scored = assessRun(folder, options);
  const write = (file: string, content: string): void => replaceFile(join(folder, file), content);
  write(RUN_FILES.verdicts, toJsonl(scored.verdicts));
  write(RUN_FILES.scores, `${JSON.stringify(scored.scores, null, 2)}\n`);
  write(RUN_FILES.scanners, `${JSON.stringify(scored.scanners, null, 2)}\n`);
  return scored;
};
