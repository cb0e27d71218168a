import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byName, type Person } from '../analysis/review/labels.ts';
import { DEFAULT_SIZE, drawPlan, type PlanOptions } from '../analysis/review/plan.ts';
import { type ReviewReport, reviewReport } from '../analysis/review/report.ts';
import {
  type Adjudication,
  adjudicationSchema,
  labelSchema,
  type Plan,
  planSchema,
} from '../analysis/review/terms.ts';
import { BifocalError } from '../core/errors.ts';
import type { Sample } from '../core/sample.ts';
import { mustBeName, openLocked, REVIEW_FOLDER, readFilesByName, readLines } from './review-files.ts';
import { type RunRecords, readRun, replaceFile, sha256Of } from './run-folder.ts';
import { assess, DEFAULT_SEED, handedIn, judgeOf, type ScoredRun, type ScoringOptions } from './score-run.ts';

const PLAN = 'plan.json';
const ADJUDICATED = 'adjudicated.jsonl';
const PEOPLE = 2;

/** A run and the samples of it that people label. */
export type Review = {
  /** Of the labels: `review/` in the run. */
  readonly folder: string;
  readonly run: RunRecords;
  readonly plan: Plan;
  readonly samples: ReadonlyMap<string, Sample>;
  /** Whether the plan was drawn just now. */
  readonly fresh: boolean;
};

/**
 * Opens the review of a run; draws the plan if there is none yet.
 *
 * @param wanted how to draw; of a plan that exists, it must not ask for another one
 * @throws BifocalError BIFOCAL_INPUT if the folder holds no run, a broken plan, or nothing to label; BIFOCAL_USAGE if a
 *   plan exists that was drawn otherwise
 */
export const openReview = (runFolder: string, wanted: Partial<PlanOptions> = {}): Review => {
  const run = readRun(runFolder);
  const existing = findReview(runFolder, run);
  const folder = join(runFolder, REVIEW_FOLDER);
  const path = join(folder, PLAN);
  if (existing) {
    mustAgree(existing.plan, wanted, path);
    return existing;
  }
  const samples = new Map(run.samples.map((sample) => [sample.id, sample]));
  const plan = planOf(run, { size: DEFAULT_SIZE, seed: DEFAULT_SEED, simple: false, ...wanted });
  mkdirSync(folder, { recursive: true });
  replaceFile(path, `${JSON.stringify(plan, null, 2)}\n`);
  return { folder, run, plan, samples, fresh: true };
};

const readPlan = (path: string): Plan | undefined => {
  if (!existsSync(path)) return undefined;
  try {
    return planSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `${path} is no plan of a review`,
      'something else wrote to it: restore it, or delete it to have it drawn again with the same --seed and --size',
      { cause: error },
    );
  }
};

const mustAgree = (plan: Plan, wanted: Partial<PlanOptions>, path: string): void => {
  const existing: PlanOptions = { size: plan.size, seed: plan.seed, simple: plan.design === 'simple' };
  const differing = (['size', 'seed', 'simple'] as const).filter(
    (key) => wanted[key] !== undefined && wanted[key] !== existing[key],
  );
  if (differing.length === 0) return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `the samples of this review are drawn already, with another ${differing.join(' and ')}`,
    `leave these options away; or delete ${path} (labels of samples that are not drawn again will not count)`,
  );
};

const mustFit = (plan: Plan, samples: ReadonlyMap<string, Sample>, path: string): void => {
  const changed = plan.samples.filter(({ sample, code }) => {
    const now = samples.get(sample);
    return now === undefined || sha256Of(now.code) !== code;
  });
  if (changed.length === 0) return;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `${changed.length} of the samples that were drawn for review are gone or have other code now`,
    `this plan belongs to another state of the run: restore the run, or delete ${path}`,
  );
};

const planOf = (run: RunRecords, options: PlanOptions): Plan => {
  const samples = handedIn(run);
  const labelled = new Map(
    samples
      .filter(({ code, problem }) => problem === undefined && code.trim() !== '')
      .map(({ id, code }) => [id, sha256Of(code)]),
  );
  const candidates = judgeOf(run)(run.manifest.policy).flatMap((verdict) => {
    const codeHash = labelled.get(verdict.sample);
    return codeHash === undefined ? [] : [{ verdict, codeHash }];
  });
  if (candidates.length === 0) {
    throw new BifocalError(
      'BIFOCAL_INPUT',
      'the run has no sample with code: there is nothing to label',
      'review a run that has samples',
    );
  }
  return drawPlan(candidates, samples.length - candidates.length, options);
};

/**
 * Everybody whose labels lie in the folder, by name.
 * @throws BifocalError BIFOCAL_INPUT for a broken file, or if there are more than two
 */
export const readPeople = ({ folder }: Review): Person[] => {
  const people = readFilesByName(folder, 'labels', labelSchema).map(
    ({ name, records }): Person => ({ name, labels: records }),
  );
  if (people.length <= PEOPLE) return byName(people);
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `${folder} has labels of ${people.length} people: ${byName(people)
      .map(({ name }) => name)
      .join(', ')}`,
    'two people label a run: move the other files away; a third one adjudicates, with --adjudicate',
  );
};

export const readAdjudications = ({ folder }: Review): Adjudication[] =>
  readLines(join(folder, ADJUDICATED), adjudicationSchema);

/**
 * Opens one person's labels for writing: `review/labels-NAME.jsonl`. Each label is on disk when `append` returns.
 * @throws BifocalError BIFOCAL_USAGE if two others have labelled, the name is none, or someone writes there just now
 */
export const openLabels = (review: Review, name: string) => {
  mustBeName(name);
  const people = readPeople(review).map((person) => person.name);
  if (people.length === PEOPLE && !people.includes(name)) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `${people.join(' and ')} have labelled this run already`,
      'two people label; a third one adjudicates: add --adjudicate',
    );
  }
  return openLocked(join(review.folder, `labels-${name}.jsonl`), labelSchema);
};

/**
 * Opens the adjudicated labels for writing: `review/adjudicated.jsonl`.
 * @throws BifocalError BIFOCAL_USAGE if the name is none, or someone writes there just now
 */
export const openAdjudications = (review: Review, name: string) => {
  mustBeName(name);
  return openLocked(join(review.folder, ADJUDICATED), adjudicationSchema);
};

/**
 * What the labels say of the run. Scores it on the way, as `bifocal score` does.
 * @throws BifocalError as {@link readPeople} and {@link assess} do
 */
export const reportReview = (runFolder: string, review: Review, scoring: ScoringOptions): ReviewReport =>
  reviewOf(review, assess(runFolder, review.run, scoring));

/** The same for a run that was scored already. */
export const reviewOf = (review: Review, { verdicts, scores }: ScoredRun): ReviewReport =>
  reviewReport({
    plan: review.plan,
    people: readPeople(review),
    adjudications: readAdjudications(review),
    verdicts,
    scores,
  });

/**
 * The review of a run that was read already; undefined if none was begun.
 * @throws BifocalError BIFOCAL_INPUT for a broken plan, or one of another state of the run
 */
export const findReview = (runFolder: string, run: RunRecords): Review | undefined => {
  const folder = join(runFolder, REVIEW_FOLDER);
  const path = join(folder, PLAN);
  const plan = readPlan(path);
  if (plan === undefined) return undefined;
  const samples = new Map(run.samples.map((sample) => [sample.id, sample]));
  mustFit(plan, samples, path);
  return { folder, run, plan, samples, fresh: false };
};
