import { type CaseOutcome, type CaseResult, isUnjudged, type TestReport } from '../../core/case.ts';
import type { CaseKind } from '../../core/task.ts';
import type { AuditRecord } from './record.ts';

const STUB = 'stub:';

/** What an audit saw of one case of a task. */
export type CaseSeen = {
  readonly id: string;
  readonly kind: CaseKind;
  /** One result per run of the reference. */
  readonly reference: readonly CaseResult[];
  readonly alone: CaseResult | undefined;
  readonly elsewhere: CaseResult | undefined;
  readonly insecure: CaseResult | undefined;
  readonly broken: CaseResult | undefined;
  /** By kind of stub. */
  readonly stubs: ReadonlyMap<string, CaseOutcome>;
};

/** What is known of a task before anything runs. */
export type TaskFacts = {
  readonly task: string;
  /** Whether the task has tests. */
  readonly tested: boolean;
  /** Which of its solutions do not parse. */
  readonly unparsable: readonly string[];
  /** The code of its insecure control. */
  readonly insecureCode: string | undefined;
};

/** What an audit saw of one task. */
export type TaskSeen = TaskFacts & {
  /** How often the reference was run, to an end or not; 0: the task has none. */
  readonly runs: number;
  readonly cases: readonly CaseSeen[];
  /** Solutions of the task of which no run says everything, and why. Stubs do not count. */
  readonly unjudged: readonly { readonly subject: string; readonly reason: string }[];
};

/** How the runs of a reference came out in one case. `none`: there was none. */
export type Standing = 'passes' | 'fails' | 'flaky' | 'unjudged' | 'none';

/** Runs that came to nothing are left out of account where another did not. */
export const standingOf = ({ reference }: Pick<CaseSeen, 'reference'>): Standing => {
  const judged = reference.filter(({ outcome }) => !isUnjudged(outcome));
  const passed = judged.filter(({ outcome }) => outcome === 'passed').length;
  if (reference.length === 0) return 'none';
  if (reference.some(({ outcome }) => outcome === 'flaky')) return 'flaky';
  if (judged.length === 0) return 'unjudged';
  if (passed === judged.length) return 'passes';
  return passed === 0 ? 'fails' : 'flaky';
};

const reasonOf = ({ status, reason, cases }: TestReport): string | undefined => {
  const lost = cases.find(({ outcome }) => isUnjudged(outcome));
  if (status === 'ok' && lost === undefined) return undefined;
  return lost ? `${lost.id}: ${lost.message ?? 'no result'}` : (reason ?? 'no result');
};

/** Puts the reports on one task together, case by case, in the order in which the tests name them. */
export const seenOf = (facts: TaskFacts, records: readonly AuditRecord[]): TaskSeen => {
  const by = (subject: string): TestReport[] =>
    records
      .filter((record) => record.subject === subject)
      .sort((a, b) => a.run - b.run)
      .map(({ report }) => report);
  const resultsOf = (subject: string, id: string): CaseResult[] =>
    by(subject).flatMap(({ cases }) => cases.filter((result) => result.id === id));
  const named = new Map(
    records.flatMap(({ report }) => report.cases.map(({ id, kind }): [string, CaseKind] => [id, kind])),
  );
  const stubs = records.filter(({ subject }) => subject.startsWith(STUB));
  const references = by('reference');
  return {
    ...facts,
    runs: references.length,
    cases: [...named].map(([id, kind]) => ({
      id,
      kind,
      reference: resultsOf('reference', id),
      alone: resultsOf('alone', id)[0],
      elsewhere: resultsOf('elsewhere', id)[0],
      insecure: resultsOf('insecure', id)[0],
      broken: resultsOf('broken', id)[0],
      stubs: new Map(
        stubs.flatMap(({ subject, report }) =>
          report.cases
            .filter((result) => result.id === id)
            .map(({ outcome }): [string, CaseOutcome] => [subject.slice(STUB.length), outcome]),
        ),
      ),
    })),
    unjudged: (['reference', 'insecure', 'broken'] as const).flatMap((subject) => {
      const reasons = by(subject).map(reasonOf);
      const [reason] = reasons;
      return reason === undefined || reasons.includes(undefined) ? [] : [{ subject, reason }];
    }),
  };
};
