import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Accusation } from '../analysis/degeneracy/suspect.ts';
import { type FailureGroup, failureGroups } from '../analysis/failures/cases.ts';
import { type FailureReport, failureReport, type SuggestedCase } from '../analysis/failures/report.ts';
import { type Decider, decisionSchema } from '../analysis/failures/terms.ts';
import { BASELINE, compareText } from '../analysis/order.ts';
import { counts } from '../analysis/static-lens.ts';
import { BifocalError } from '../core/errors.ts';
import { jurorsOf } from '../core/jurors.ts';
import { unknown } from '../core/outcome.ts';
import type { Policy } from '../core/policy.ts';
import type { Sample } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import { mustBeName, openLocked, REVIEW_FOLDER, readFilesByName } from './review-files.ts';
import { type RunRecords, readRun, sha256Of } from './run-folder.ts';
import { assess, handedIn, type ScoredRun, type ScoringOptions, scannersOf } from './score-run.ts';
import { suggestAll } from './suggest/suggest-all.ts';

const PREFIX = 'failures';

/** The samples of a run that a method made secure and useless. */
export type Failures = {
  /** Of the decisions: `review/` in the run. */
  readonly folder: string;
  readonly policyText: string;
  readonly groups: readonly FailureGroup[];
  /** Of every case, by sample. */
  readonly suggested: ReadonlyMap<string, SuggestedCase>;
  /** What methods handed in, by id. */
  readonly samples: ReadonlyMap<string, Sample>;
  readonly tasks: ReadonlyMap<string, Task>;
};

/**
 * Finds the samples of a run whose base worked, and that are secure and do not work after a method; with what a program
 * takes each for. Intermediate rounds are no part of it.
 *
 * @throws BifocalError BIFOCAL_INPUT if the folder holds no run, or nothing in it has a base; as {@link assess} does
 */
export const openFailures = (runFolder: string, scoring: ScoringOptions = {}): Failures => {
  const run = readRun(runFolder);
  const scored = assess(runFolder, run, scoring);
  const failures = findFailures(run, scored);
  if (failures) return failures;
  throw withoutPairs(
    runFolder,
    scored.verdicts.map(({ method }) => method),
  );
};

/** The same for a run that was read and scored already; undefined if nothing in it has a base. */
export const findFailures = (
  run: RunRecords,
  { folder: runFolder, verdicts, scores }: ScoredRun,
): Failures | undefined => {
  const groups = failureGroups(verdicts, run.manifest.inputs.methods);
  if (groups.length === 0) return undefined;
  const samples = new Map(handedIn(run).map((sample) => [sample.id, sample]));
  const tasks = new Map(run.tasks.map((task) => [task.id, task]));
  const accusations = accusationsOf(run, scores.policy);
  const pairs = groups.flatMap(({ cases }) =>
    cases.flatMap(({ sample, base, task }) => {
      const [changed, before] = [samples.get(sample), samples.get(base)];
      return changed && before ? [{ changed, before, task: tasks.get(task) }] : [];
    }),
  );
  const suggestions = suggestAll(
    pairs.map(({ changed, before, task }) => ({
      task: task && {
        prompt: task.prompt,
        ...(task.entryPoint !== undefined && { entryPoint: task.entryPoint }),
      },
      language: changed.language,
      base: before.code,
      changed: changed.code,
      accusations: accusations(before.id),
    })),
  );
  const suggested = pairs.map(
    ({ changed, before }, place): SuggestedCase => ({
      sample: changed.id,
      baseHash: sha256Of(before.code),
      codeHash: sha256Of(changed.code),
      suggestion: suggestions[place] ?? unknown('nobody looked at it'),
    }),
  );
  return {
    folder: join(runFolder, REVIEW_FOLDER),
    policyText: scores.policyText,
    groups,
    suggested: new Map(suggested.map((one) => [one.sample, one])),
    samples,
    tasks,
  };
};

const withoutPairs = (runFolder: string, methods: readonly string[]): BifocalError => {
  const names = [...new Set(methods)].sort(compareText).join(', ');
  return new BifocalError(
    'BIFOCAL_INPUT',
    `${runFolder} has no samples of a method beside those of "${BASELINE}" by the same model: it has ${names || 'none'}`,
    `there must be both: bifocal run --method ${BASELINE},..., or bifocal improve RUN --method ...`,
  );
};

/** What scanners that decide say against a sample, by its id. */
const accusationsOf = (run: RunRecords, policy: Policy): ((sample: string) => Accusation[]) => {
  const deciding = new Set(jurorsOf(policy, scannersOf(run.manifest)).map(({ id }) => id));
  const scans = Map.groupBy(run.findings, ({ sample }) => sample);
  return (sample) =>
    (scans.get(sample) ?? [])
      .filter(({ scanner }) => deciding.has(scanner))
      .flatMap(({ scanner, findings }) =>
        findings
          .filter((finding) => counts(finding, scanner, policy))
          .map(({ line, endLine }) => ({ line, by: scanner, ...(endLine === undefined ? {} : { endLine }) })),
      );
};

/**
 * Everybody whose decisions lie in the folder, by name.
 * @throws BifocalError BIFOCAL_INPUT for a broken file
 */
export const readDeciders = ({ folder }: Failures): Decider[] =>
  readFilesByName(folder, PREFIX, decisionSchema)
    .map(({ name, records }) => ({ name, decisions: records }))
    .toSorted((a, b) => compareText(a.name, b.name));

/**
 * Opens one person's decisions for writing: `review/failures-NAME.jsonl`. Each is on disk when `append` returns.
 * @throws BifocalError BIFOCAL_USAGE if the name is none, or someone writes there just now
 */
export const openDecisions = ({ folder }: Failures, name: string) => {
  mustBeName(name);
  mkdirSync(folder, { recursive: true });
  return openLocked(join(folder, `${PREFIX}-${name}.jsonl`), decisionSchema);
};

/** What the program and people say of the cases, as table 7 of the paper. */
export const reportFailures = (failures: Failures): FailureReport =>
  failureReport({ ...failures, people: readDeciders(failures) });
