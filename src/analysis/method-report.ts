import type { MethodRecord } from '../core/run.ts';
import type { Sample } from '../core/sample.ts';
import type { Trace } from '../core/trace.ts';
import type { Verdict } from '../core/verdict.ts';
import { type MethodRecords, originOf, partialTo } from './held-out.ts';
import { type MethodCost, methodCosts } from './method-cost.ts';
import { BASELINE, compareMethods, compareText } from './order.ts';
import { type RoundsRow, roundsReport } from './rounds.ts';
import { trajectoriesOf } from './trajectory.ts';
import { type Transitions, transitions } from './transitions.ts';

/**
 * What the samples of a method are held against: those of the baseline (or of the method that it improves), or what the
 * method itself started from.
 */
export type Against = 'baseline' | 'first attempt';

export type TransitionRow = Transitions & {
  readonly model: string;
  readonly method: string;
  readonly against: Against;
  /** Whether the verdicts are those of scanners that no method listened to. */
  readonly heldOut: boolean;
};

/** What `bifocal methods RUN --json` prints: what the methods of a run did, and what it took. */
export type MethodReport = {
  readonly format: 'bifocal.methods/1';
  readonly policyText: string;
  /** Scanners whose findings the policy counts. */
  readonly counting: readonly string[];
  /** What the metrics `...:held-out` rest on. Null: no method listened to a scanner that counts. */
  readonly heldOut: { readonly scanners: readonly string[]; readonly policyText: string } | null;
  /** By the name that samples carry. Those of samples that somebody brought are not known. */
  readonly methods: Readonly<Record<string, MethodRecord>>;
  readonly costs: readonly MethodCost[];
  readonly rounds: readonly RoundsRow[];
  readonly transitions: readonly TransitionRow[];
};

/** Tells of a run what its methods did. */
export const methodReport = (run: {
  readonly policyText: string;
  readonly counting: readonly string[];
  readonly methods: MethodRecords;
  readonly samples: readonly Sample[];
  readonly traces: readonly Trace[];
  /** On what was handed in. */
  readonly verdicts: readonly Verdict[];
  /** On what would have been handed in after earlier rounds. */
  readonly roundVerdicts: readonly Verdict[];
  /** On all of these, by the scanners that no method listened to. */
  readonly heldOut?:
    | (NonNullable<MethodReport['heldOut']> & { readonly verdicts: readonly Verdict[] })
    | undefined;
}): MethodReport => {
  const { policyText, counting, methods, samples, traces, verdicts, roundVerdicts, heldOut } = run;
  const withRounds = new Set(
    Object.entries(methods).flatMap(
      ([
        name,
        {
          limits: { rounds = 0 },
        },
      ]) => (rounds > 0 ? [name] : []),
    ),
  );
  const all = [...verdicts, ...roundVerdicts];
  const rounds = roundsReport(all, {
    withRounds,
    heard: partialTo(methods),
    ...(heldOut && { heldOut: heldOut.verdicts }),
  });
  const rows = [
    ...transitionRows(all, rounds, methods).map((row) => ({ ...row, heldOut: false })),
    ...transitionRows(heldOut?.verdicts ?? [], rounds, methods).map((row) => ({ ...row, heldOut: true })),
  ];
  return {
    format: 'bifocal.methods/1',
    policyText,
    counting,
    heldOut: heldOut ? { scanners: heldOut.scanners, policyText: heldOut.policyText } : null,
    methods,
    costs: methodCosts(samples, traces),
    rounds,
    transitions: rows.sort((a, b) => compareText(a.model, b.model) || compareMethods(a.method, b.method)),
  };
};

/** A row for each method that can be held against the baseline of its model or against its own first attempts. */
const transitionRows = (
  verdicts: readonly Verdict[],
  rounds: readonly RoundsRow[],
  methods: MethodRecords,
): Omit<TransitionRow, 'heldOut'>[] => {
  const ends = verdicts.filter(({ round }) => round === undefined);
  const groups = Map.groupBy(
    ends.filter(({ method }) => method !== BASELINE),
    ({ model, method }) => JSON.stringify([model, method]),
  );
  return [...groups.values()].flatMap((group): Omit<TransitionRow, 'heldOut'>[] => {
    const [first] = group;
    if (first === undefined) return [];
    const isOfRow = (one: Pick<Verdict, 'model' | 'method'>): boolean =>
      one.model === first.model && one.method === first.method;
    const row = { model: first.model, method: first.method };
    const origin = originOf(methods, first.method);
    const ofModel = ends.filter(({ model, method }) => model === first.model && method === origin);
    if (ofModel.length > 0) return [{ ...row, against: 'baseline', ...transitions(ofModel, group) }];
    if (!rounds.some(isOfRow)) return [];
    const { whole } = trajectoriesOf(verdicts.filter(isOfRow));
    const starts = whole.map(([start]) => start);
    return [{ ...row, against: 'first attempt', ...transitions(starts, group) }];
  });
};
