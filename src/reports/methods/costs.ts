import type { MethodCost, Spent } from '../../analysis/method-cost.ts';
import { plainTable } from '../plain-table.ts';
import { dim, nameCell } from './cells.ts';

/** What a sample of each method takes on average; below it, where answers were there already, what it takes alone. */
export const costsTable = (costs: readonly MethodCost[]): string => {
  const priced = costs.some(({ alone }) => alone.usd !== undefined);
  const per = (cost: MethodCost, read: (spent: Spent) => number | undefined, digits: number): string => {
    const text = (spent: Spent): string => {
      const value = read(spent);
      return value === undefined ? '-' : (value / cost.samples).toFixed(digits);
    };
    const own = `${cost.unmetered > 0 && cost.given === 0 ? '≥' : ''}${text(cost.here)}`;
    return cost.given === 0 ? own : `${own}\n${dim(`${cost.unmetered > 0 ? '≥' : ''}${text(cost.alone)}`)}`;
  };
  return plainTable(
    [
      'model\nmethod',
      'samples',
      'rounds',
      'asked',
      'given',
      'tokens\nin',
      '\nout',
      '\nseconds',
      ...(priced ? ['\nUS$'] : []),
      'ended because',
    ],
    costs.map((cost) => [
      nameCell(cost.model, cost.method),
      cost.samples,
      cost.rounds === null ? '-' : cost.rounds.toFixed(2),
      cost.asked,
      cost.given,
      per(cost, ({ promptTokens }) => promptTokens, 0),
      per(cost, ({ completionTokens }) => completionTokens, 0),
      per(cost, ({ seconds }) => seconds, 1),
      ...(priced ? [per(cost, ({ usd }) => usd, 5)] : []),
      stopsOf(cost),
    ]),
  );
};

export const COSTS_LEGEND = [
  'tokens, seconds and dollars of a sample, on average, as far as they are known: what was asked for here;',
  'below it, where answers were given, what the method takes alone',
] as const;

const stopsOf = ({ stops }: MethodCost): string =>
  Object.entries(stops)
    .map(([stop, samples]) => `${stop} ${samples}`)
    .join('\n') || '-';
