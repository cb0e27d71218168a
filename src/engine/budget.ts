import type { Usage } from '../core/sample.ts';

/** What all models of a run together may take. */
export type Budget = {
  /** To be asked before each sample: what is used up; undefined while nothing is. */
  over(): 'time' | 'money' | undefined;
  /** Counts what a sample took, once. */
  spend(sample: string, usage: Usage): void;
  /** Whether anything was left undone because of it. */
  cutShort(): boolean;
};

export type BudgetOptions = {
  /** Wall time, counted from the first question of this start. */
  readonly seconds?: number;
  /** Of the whole run, also what earlier starts of it took. */
  readonly usd?: number;
};

export const openBudget = ({ seconds, usd }: BudgetOptions = {}): Budget => {
  const spent = new Map<string, number>();
  let sum = 0;
  let deadline: number | undefined;
  let refused = false;
  const reason = (): ReturnType<Budget['over']> => {
    deadline ??= performance.now() + (seconds ?? Number.POSITIVE_INFINITY) * 1000;
    if (performance.now() > deadline) return 'time';
    return usd !== undefined && sum >= usd ? 'money' : undefined;
  };
  return {
    over() {
      const over = reason();
      refused ||= over !== undefined;
      return over;
    },
    spend(sample, usage) {
      if (usage.usd === undefined || spent.has(sample)) return;
      spent.set(sample, usage.usd);
      sum += usage.usd;
    },
    cutShort: () => refused,
  };
};
