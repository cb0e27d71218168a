import type { Estimate } from '../../../../src/core/score.ts';
import type { TradeoffPoint } from '../../../../src/reports/charts/tradeoff.ts';
import type { SiteIndex } from '../../../../src/reports/site/format.ts';
import { metricTitle } from '../../data/metrics.ts';
import { percent, range } from '../../data/numbers.ts';
import { boardRows } from '../leaderboard/rows.ts';

/** A row of the scores as a point of the chart. */
export type TradeOffRow = {
  readonly run: string;
  readonly model: string;
  readonly method: string;
  readonly x: Estimate;
  readonly y: Estimate;
  readonly point: TradeoffPoint;
};

const spoken = (metric: string, { value, ci, high, unknown, samples }: Estimate): string =>
  `${metricTitle(metric)} ${percent(value)}, interval ${range(ci)}, n ${samples}${unknown > 0 ? `, ${unknown} unknown (≤${percent(high)})` : ''}`;

/**
 * The points of all rows that have both metrics; each is led to from what it is held against.
 *
 * @param model the others stand behind it; empty: all are alike
 */
export const tradeOffRows = (
  index: SiteIndex,
  { x, y, model: chosen }: { readonly x: string; readonly y: string; readonly model: string },
): readonly TradeOffRow[] => {
  const rows = boardRows(index).filter(({ scores }) => scores.metrics[x] && scores.metrics[y]);
  return rows.flatMap(({ run, scores: { model, method, metrics }, contrast }) => {
    const [across, up] = [metrics[x], metrics[y]];
    if (!across || !up) return [];
    const from = rows.findIndex(
      (one) =>
        one.run === contrast?.base.run &&
        one.scores.model === contrast.base.model &&
        one.scores.method === contrast.base.method,
    );
    const series = index.runs.length > 1 ? `${method} (${run})` : method;
    const point: TradeoffPoint = {
      label: model,
      series,
      x: across,
      y: up,
      ...(from >= 0 && { from }),
      pale: chosen !== '' && model !== chosen,
      notes: [spoken(x, across), spoken(y, up)],
    };
    return [{ run, model, method, x: across, y: up, point }];
  });
};
