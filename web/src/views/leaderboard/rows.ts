import type { Contrast } from '../../../../src/analysis/comparison/terms.ts';
import type { MethodCost } from '../../../../src/analysis/method-cost.ts';
import type { ScoreRow } from '../../../../src/core/score.ts';
import type { SiteIndex } from '../../../../src/reports/site/format.ts';
import { ownContrasts } from '../../data/contrasts.ts';
import { armNumber, type SampleTable } from '../../data/sample-table.ts';
import { contenders, TOLD_METRICS } from './best.ts';

/** One model and method of one run, with its change and its cost. */
export type BoardRow = {
  readonly run: string;
  readonly scores: ScoreRow;
  readonly contrast: Contrast | undefined;
  readonly cost: MethodCost | undefined;
};

export const boardRows = ({ runs, comparison }: SiteIndex): readonly BoardRow[] => {
  const contrasts = ownContrasts(comparison.contrasts);
  return runs.flatMap(({ name, scores, methods }) =>
    scores.rows.map((row) => ({
      run: name,
      scores: row,
      contrast: contrasts.find(
        ({ arm }) => arm.run === name && arm.model === row.model && arm.method === row.method,
      ),
      cost: methods.costs.find(({ model, method }) => model === row.model && method === row.method),
    })),
  );
};

/** By metric the rows that may be the best in it, see {@link contenders}. */
export type Leaders = ReadonlyMap<string, ReadonlySet<BoardRow>>;

export const leadersOf = (table: SampleTable, rows: readonly BoardRow[]): Leaders =>
  new Map(
    TOLD_METRICS.map((metric) => {
      const numbers = new Map(
        rows.flatMap((row) => {
          const { model, method, metrics } = row.scores;
          const number = armNumber(table, { run: row.run, model, method });
          return metrics[metric] && number >= 0 ? [[number, row] as const] : [];
        }),
      );
      const found = contenders(table, metric, [...numbers.keys()]);
      return [metric, new Set([...found].flatMap((number) => numbers.get(number) ?? []))] as const;
    }),
  );

/** Tokens that a sample takes where nothing is there already; null: nobody counted. */
export const tokensPerSample = ({ cost }: BoardRow): number | null => {
  if (!cost || cost.samples === 0) return null;
  const tokens = cost.alone.promptTokens + cost.alone.completionTokens;
  return tokens === 0 ? null : tokens / cost.samples;
};

export const dollarsPerSample = ({ cost }: BoardRow): number | null =>
  cost?.alone.usd === undefined || cost.samples === 0 ? null : cost.alone.usd / cost.samples;
