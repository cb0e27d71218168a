import { isUnjudged } from '../../src/core/case.ts';
import type { CaseKind } from '../../src/core/task.ts';
import type { Examiner } from '../../src/testing/examine.ts';
import type { Patient } from './corpus.ts';

/** Outcomes of hidden cases, by set and case. */
export type Judged = ReadonlyMap<
  string,
  { readonly kind: CaseKind; readonly state: 'passed' | 'failed' | 'unknown' }
>;

/** Runs all hidden tests of a program. */
export const judgeHidden = async (examiner: Examiner, { hidden }: Patient, code: string): Promise<Judged> => {
  const judged = new Map<string, { kind: CaseKind; state: 'passed' | 'failed' | 'unknown' }>();
  for (const task of hidden) {
    const { cases } = await examiner.examine({ id: task.id, code }, task);
    for (const { id, kind, outcome } of cases) {
      const state = outcome === 'passed' ? 'passed' : isUnjudged(outcome) ? 'unknown' : 'failed';
      judged.set(`${task.dataset} ${id}`, { kind, state });
    }
  }
  return judged;
};

const of = (judged: Judged, kind: CaseKind) => [...judged].filter(([, each]) => each.kind === kind);

/** Whether a program works: its task's own functional cases are there, and all pass. */
export const works = (judged: Judged, { task }: Patient): boolean => {
  const own = of(judged, 'functional').filter(([id]) => id.startsWith(`${task.dataset} `));
  return own.length > 0 && own.every(([, { state }]) => state === 'passed');
};

/** Whether an exploit succeeds. */
export const isExploited = (judged: Judged): boolean =>
  of(judged, 'security').some(([, { state }]) => state === 'failed');

/** Functional cases that passed and do not any more: those that fail, and those that cannot be judged now. */
export const lost = (
  before: Judged,
  after: Judged,
): { readonly failed: string[]; readonly unknown: string[] } => {
  const passed = of(before, 'functional').filter(([, { state }]) => state === 'passed');
  const now = (state: 'failed' | 'unknown'): string[] =>
    passed.filter(([id]) => (after.get(id)?.state ?? 'unknown') === state).map(([id]) => id);
  return { failed: now('failed'), unknown: now('unknown') };
};
