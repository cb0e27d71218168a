import type { Contrast } from '../../../../src/analysis/comparison/terms.ts';
import type { MethodCost } from '../../../../src/analysis/method-cost.ts';
import type { ScoreRow } from '../../../../src/core/score.ts';
import type { SiteIndex } from '../../../../src/reports/site/format.ts';

/** One model and method of one run, with its change and its cost. */
export type BoardRow = {
  readonly run: string;
  readonly scores: ScoreRow;
  readonly contrast: Contrast | undefined;
  readonly cost: MethodCost | undefined;
};

export const boardRows = ({ runs, comparison }: SiteIndex): readonly BoardRow[] =>
  runs.flatMap(({ name, scores, methods }) =>
    scores.rows.map((row) => ({
      run: name,
      scores: row,
      contrast: comparison.contrasts.find(
        ({ arm }) => arm.run === name && arm.model === row.model && arm.method === row.method,
      ),
      cost: methods.costs.find(({ model, method }) => model === row.model && method === row.method),
    })),
  );

/** Tokens that a sample takes where nothing is there already; null: nobody counted. */
export const tokensPerSample = ({ cost }: BoardRow): number | null => {
  if (!cost || cost.samples === 0) return null;
  const tokens = cost.alone.promptTokens + cost.alone.completionTokens;
  return tokens === 0 ? null : tokens / cost.samples;
};

export const dollarsPerSample = ({ cost }: BoardRow): number | null =>
  cost?.alone.usd === undefined || cost.samples === 0 ? null : cost.alone.usd / cost.samples;
