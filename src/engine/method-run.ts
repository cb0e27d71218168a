import { heldOutPolicy } from '../analysis/held-out.ts';
import { type MethodReport, methodReport } from '../analysis/method-report.ts';
import { jurorsOf } from '../core/jurors.ts';
import { describePolicy, type Policy } from '../core/policy.ts';
import { type RunRecords, readRun } from './run-folder.ts';
import {
  judgeOf,
  mustKnowRules,
  mustKnowScanners,
  roundsOf,
  type ScoringOptions,
  scannersOf,
} from './score-run.ts';

/**
 * What the methods of a run did, from its records. Asks no model, runs no code, and changes nothing.
 *
 * @throws BifocalError BIFOCAL_INPUT if there is no run; BIFOCAL_USAGE if the policy names what the run does not have
 */
export const methodReportOf = (folder: string, options: Pick<ScoringOptions, 'policy'> = {}): MethodReport =>
  reportMethods(readRun(folder), options);

/** The same for a run that was read already. */
export const reportMethods = (
  run: RunRecords,
  options: Pick<ScoringOptions, 'policy'> = {},
): MethodReport => {
  const policy: Policy = { ...run.manifest.policy, ...options.policy };
  const scanners = scannersOf(run.manifest);
  mustKnowScanners(policy, scanners);
  mustKnowRules(policy, run.rules, run.findings);
  const { methods } = run.manifest.inputs;
  const [judgeEnds, judgeRounds] = [judgeOf(run), judgeOf(run, roundsOf(run))];
  const others = heldOutPolicy(policy, scanners, methods);
  return methodReport({
    policyText: describePolicy(policy, scanners),
    counting: jurorsOf(policy, scanners).map(({ id }) => id),
    methods,
    samples: run.samples,
    traces: run.traces,
    verdicts: judgeEnds(policy),
    roundVerdicts: judgeRounds(policy),
    heldOut: others && {
      scanners: others.scanners ?? [],
      policyText: describePolicy(others, scanners),
      verdicts: [...judgeEnds(others), ...judgeRounds(others)],
    },
  });
};
