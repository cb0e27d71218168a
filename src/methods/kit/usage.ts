import type { Usage } from '../../core/sample.ts';

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : a + b;

/** What two answers took together. What neither provider told stays absent. */
export const addUsage = (a: Usage, b: Usage): Usage => {
  const added = {
    promptTokens: sum(a.promptTokens, b.promptTokens),
    completionTokens: sum(a.completionTokens, b.completionTokens),
    seconds: sum(a.seconds, b.seconds),
    usd: sum(a.usd, b.usd),
  };
  return Object.fromEntries(Object.entries(added).filter(([, value]) => value !== undefined));
};
