import type { CaseResult } from '../../core/case.ts';
import { type Remark, type RemarkKind, remarksOn } from './remarks/index.ts';
import type { CaseSeen, TaskSeen } from './seen.ts';

/** What an audit found about one task. */
export type TaskAudit = {
  readonly task: string;
  /**
   * `trusted`: its tests tell right from wrong, as far as its solutions show; `faulty`: they do not; `unknown`: nobody
   * can tell.
   */
  readonly status: 'trusted' | 'faulty' | 'unknown';
  /** What is wrong, or why nothing is known, for people. Empty if it can be trusted. */
  readonly faults: readonly string[];
  /** All that was noticed, faults or not. */
  readonly remarks: readonly Remark[];
};

/** A task of the style of Bifocal Core is not trusted with fewer. */
const LEAST_FUNCTIONAL = 5;
const SHOWN = 120;

const listed = (cases: readonly CaseSeen[], of: (one: CaseSeen) => CaseResult | undefined): string =>
  cases
    .map((one) => {
      const result = of(one);
      const message = result?.message ? `: ${result.message.slice(0, SHOWN)}` : '';
      return `${one.id} (${result?.outcome ?? 'no result'}${message})`;
    })
    .join(', ');

const worst = ({ reference }: CaseSeen): CaseResult | undefined =>
  reference.find(({ outcome }) => outcome !== 'passed');
const insecure = ({ insecure }: CaseSeen): CaseResult | undefined => insecure;
const broken = ({ broken }: CaseSeen): CaseResult | undefined => broken;

/** How a fault is told. Remarks that are not here are none: they say how much a task's tests tell, not that they err. */
const FAULTS: Partial<Record<RemarkKind, (cases: readonly CaseSeen[], remark: Remark) => string>> = {
  'reference-fails': (cases) => `the reference fails ${listed(cases, worst)}`,
  'reference-exploited': (cases) => `the reference is exploited by ${listed(cases, worst)}`,
  'reference-flaky': (cases) =>
    `the reference passes in one run and fails in another: ${listed(cases, worst)}`,
  'insecure-fails': (cases) => `the insecure control fails ${listed(cases, insecure)}`,
  'insecure-breaks': (cases) => `no attack is why the insecure control fails ${listed(cases, insecure)}`,
  'not-exploited': () => 'no security test exploits the insecure control',
  'broken-passes': () => 'the deleted-feature control passes every functional case',
  'broken-exploited': (cases) => `the deleted-feature control is exploited by ${listed(cases, broken)}`,
};

/**
 * Whether a task's tests tell right from wrong: the reference passes everything, each time; the insecure control works
 * and is exploited; the control without the feature fails. Controls that a set does not have are not asked for.
 *
 * @param fewCases whether the task must have some functional cases, as Bifocal Core wants it
 */
export const auditTask = (seen: TaskSeen, fewCases: boolean): TaskAudit => {
  const remarks = remarksOn(seen);
  const functional = seen.cases.filter(({ kind }) => kind === 'functional');
  const faults = [
    ...(fewCases && functional.length < LEAST_FUNCTIONAL && seen.unjudged.length === 0
      ? [`it has fewer than ${LEAST_FUNCTIONAL} functional cases`]
      : []),
    ...remarks.flatMap((remark) => {
      const ids = new Set(remark.cases);
      return (
        FAULTS[remark.kind]?.(
          seen.cases.filter(({ id }) => ids.has(id)),
          remark,
        ) ?? []
      );
    }),
    ...(remarks.some(({ kind, cases }) => kind === 'cannot-fail' && cases.length === functional.length)
      ? ['no functional case can fail: every stub passes all of them']
      : []),
  ];
  if (faults.length > 0) return { task: seen.task, status: 'faulty', faults, remarks };
  const [unjudged] = seen.unjudged;
  const why = !seen.tested
    ? 'the task has no tests'
    : seen.runs === 0
      ? 'the task has no reference to try its tests with'
      : unjudged?.reason;
  return why === undefined
    ? { task: seen.task, status: 'trusted', faults: [], remarks }
    : { task: seen.task, status: 'unknown', faults: [why], remarks };
};
