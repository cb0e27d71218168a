import type { Usage } from '../core/sample.ts';

/** What all models of a run together may take. */
export type Budget = {
  /** To be asked before each sample: what is used up; undefined while nothing is. */
  over(): 'time' | 'money' | undefined;
  spend(usage: Usage): void;
  /** Whether anything was left undone because of it. */
  cutShort(): boolean;
};

export type BudgetOptions = {
  /** Wall time, counted from the first question. */
  readonly seconds?: number;
  readonly usd?: number;
};

export const openBudget = ({ seconds, usd }: BudgetOptions = {}): Budget => {
  let deadline: number | undefined;
  let spent = 0;
  let refused = false;
  const reason = (): ReturnType<Budget['over']> => {
    deadline ??= performance.now() + (seconds ?? Number.POSITIVE_INFINITY) * 1000;
    if (performance.now() > deadline) return 'time';
    return usd !== undefined && spent >= usd ? 'money' : undefined;
  };
  return {
    over() {
      const over = reason();
      refused ||= over !== undefined;
      return over;
    },
    cutShort: () => refused,
    spend: (usage) => {
      spent += usage.usd ?? 0;
    },
  };
};
