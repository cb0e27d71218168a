import type { Explanation } from '../analysis/explanation.ts';
import { recordOf } from '../analysis/held-out.ts';
import { BifocalError } from '../core/errors.ts';
import { jurorsOf } from '../core/jurors.ts';
import { describePolicy } from '../core/policy.ts';
import type { Sample } from '../core/sample.ts';
import { type RunRecords, readRun } from './run-folder.ts';
import { judgeOf, mustKnowRules, mustKnowScanners, type ScoringOptions, scannersOf } from './score-run.ts';

/**
 * Gathers what a run knows of a sample.
 *
 * @param name its id, or a part of it that no other sample's id has
 * @throws BifocalError BIFOCAL_INPUT if the folder holds no run; BIFOCAL_USAGE if no sample or several are meant
 */
export const explain = (
  folder: string,
  name: string,
  { policy: changes }: ScoringOptions = {},
): Explanation => {
  const run = readRun(folder);
  const sample = findSample(run, name);
  const policy = { ...run.manifest.policy, ...changes };
  const scanners = scannersOf(run.manifest);
  mustKnowScanners(policy, scanners);
  mustKnowRules(policy, run.rules, run.findings);
  const earlier = run.samples.filter(
    ({ task, model, method, index, round }) =>
      round !== undefined &&
      sample.round === undefined &&
      task === sample.task &&
      model === sample.model &&
      method === sample.method &&
      index === sample.index,
  );
  const [verdict] = judgeOf(run, [sample])(policy);
  if (!verdict) throw new Error('a sample has a verdict');
  return {
    format: 'bifocal.explanation/1',
    policyText: describePolicy(policy, scanners),
    deciding: jurorsOf(policy, scanners).map(({ id }) => id),
    sample,
    task: run.tasks.find(({ id }) => id === sample.task),
    verdict,
    scans: run.findings.filter((scan) => scan.sample === sample.id),
    tests: run.cases.find((report) => report.sample === sample.id),
    method: recordOf(run.manifest.inputs.methods, sample.method),
    trace: run.traces.findLast((trace) => trace.sample === sample.id),
    rounds: judgeOf(run, earlier)(policy).sort((a, b) => (a.round ?? 0) - (b.round ?? 0)),
  };
};

const SHOWN = 8;

const findSample = ({ samples }: RunRecords, name: string): Sample => {
  const exact = samples.find(({ id }) => id === name);
  if (exact) return exact;
  const meant = samples.filter(({ id, round }) => id.includes(name) && round === undefined);
  const [only] = meant;
  if (only && meant.length === 1) return only;
  const some = (only ? meant : samples).slice(0, SHOWN).map(({ id }) => `"${id}"`);
  throw new BifocalError(
    'BIFOCAL_USAGE',
    only
      ? `${meant.length} samples have "${name}" in their id`
      : `no sample of the run has "${name}" in its id`,
    `ids are TASK|MODEL|METHOD|INDEX, such as ${some.join(', ')}`,
  );
};
