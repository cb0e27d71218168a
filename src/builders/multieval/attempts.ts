import { compareText } from '../../analysis/order.ts';
import { counts } from '../../analysis/static-lens.ts';
import type { Policy } from '../../core/policy.ts';
import type { Task } from '../../core/task.ts';
import type { DefectVerdict, Verdict } from '../../core/verdict.ts';
import type { RunRecords } from '../../engine/run-folder.ts';
import { defectsOf } from '../../metrics/error-free.ts';
import type { Attempt, AttemptState } from './choose.ts';

const STATES: Readonly<Record<DefectVerdict, AttemptState>> = {
  defective: 'erroneous',
  free: 'error-free',
  unknown: 'unknown',
};

/** A run of first attempts that was judged. */
export type Attempted = {
  readonly records: RunRecords;
  readonly verdicts: readonly Verdict[];
  readonly policy: Policy;
};

/**
 * The first attempts at each task, one of every model, in the order given. One that was not made, that no analyzer reads, or
 * that one of them could not judge while none found anything, is unknown.
 */
export const attemptsAt = (
  { records, verdicts, policy }: Attempted,
  models: readonly string[],
): ((task: Task) => Attempt[]) => {
  const verdictOf = new Map(verdicts.map((verdict) => [keyOf(verdict.task, verdict.model), verdict]));
  const scansOf = Map.groupBy(records.findings, ({ sample }) => sample);
  const problemOf = new Map(records.samples.map(({ id, problem }) => [id, problem]));
  const cutOff = new Set(
    records.traces.flatMap(({ sample, steps }) =>
      steps.some((step) => step.step === 'ask' && step.finish === 'length') ? [sample] : [],
    ),
  );

  const attemptOf = (verdict: Verdict): Omit<Attempt, 'model'> => {
    const scans = scansOf.get(verdict.sample) ?? [];
    const said = defectsOf(verdict);
    const problem = problemOf.get(verdict.sample);
    const unread = scans.flatMap(({ scanner, status, reason = 'no reason given' }) =>
      status === 'unknown' ? [`${scanner}: ${reason}`] : [],
    );
    const rules = scans.flatMap(({ scanner, findings }) =>
      findings.filter((finding) => counts(finding, scanner, policy)).map(({ rule }) => `${scanner}/${rule}`),
    );
    const state = STATES[said ?? 'unknown'];
    const reasons = problem === undefined ? (said === null ? [NOT_READ] : unread) : [problem];
    return {
      state,
      rules: [...new Set(rules)].sort(compareText),
      because: state === 'unknown' ? reasons : [],
      cutOff: cutOff.has(verdict.sample),
    };
  };

  return (task) =>
    models.map((model) => {
      const verdict = verdictOf.get(keyOf(task.id, model));
      return { model, ...(verdict ? attemptOf(verdict) : NOT_MADE) };
    });
};

const keyOf = (task: string, model: string): string => JSON.stringify([task, model]);

const NOT_READ = 'none of the analyzers reads the language';
const NOT_MADE = { state: 'unknown', rules: [], because: ['not asked for yet'], cutOff: false } as const;
