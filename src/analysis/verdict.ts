import type { TestReport } from '../core/case.ts';
import type { Scan } from '../core/finding.ts';
import type { Juror } from '../core/jurors.ts';
import type { Policy } from '../core/policy.ts';
import type { Sample } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import type { Verdict } from '../core/verdict.ts';
import { COMBINE } from './combine.ts';
import { exploitLens, recordedLens } from './dynamic-lens.ts';
import { functionLens } from './function-lens.ts';
import { staticLens } from './static-lens.ts';

/**
 * The joint verdict on one sample.
 *
 * What could not be judged is unknown: a sample with a `problem`, a scanner or a case without a result, exploits
 * against code that does not parse. Another benchmark's verdicts stand in only if the policy lets them, and only
 * where a lens has nothing of our own: no tests were run, or the task has none of that kind. A lens of ours that
 * failed stays unknown. The recorded `secure` takes the place of exploit tests, so a static policy ignores it.
 *
 * @param scans of this sample
 * @param report undefined if no tests were run on it
 * @param scanners the run's scanners that cover the sample's language, and of no others: one without a scan
 *   is unknown
 */
export const judge = (
  sample: Sample,
  task: Task,
  scans: readonly Scan[],
  report: TestReport | undefined,
  policy: Policy,
  scanners: readonly Juror[],
): Verdict => {
  const { model, method, index, round, problem } = sample;
  const usable = problem === undefined;
  const tested = usable ? report : undefined;
  const recorded = usable && policy.recorded ? (sample.recorded ?? {}) : {};

  const statics = staticLens(usable ? scans : [], scanners, policy);
  const exploits = exploitLens(sample, task, tested, policy.minTrust);
  const noExploitsRun = exploits.verdict === null || tested === undefined;
  const dynamics = noExploitsRun && recorded.secure !== undefined ? recordedLens(recorded.secure) : exploits;
  const security = COMBINE[policy.security](statics, dynamics);
  const works = functionLens(task, tested, recorded.functional, policy.minTrust);

  const reasons = [
    ...(security.verdict === 'unknown' ? security.unknownBecause : []),
    ...(works.verdict === 'unknown' ? works.unknownBecause : []),
  ];
  return {
    task: sample.task,
    model,
    method,
    index,
    ...(round !== undefined && { round }),
    sample: sample.id,
    security: security.verdict,
    scanners: statics.scanners,
    defects: statics.defects,
    exploits: exploits.verdict,
    function: works.verdict,
    cases: works.cases,
    recorded: { security: security.recorded, function: works.recorded },
    unknownBecause: usable ? [...new Set(reasons)] : [problem],
  };
};
