import { isDeepStrictEqual } from 'node:util';
import type { Anova, Effect } from '../../analysis/comparison/terms.ts';
import { dim, heading, shorten } from '../methods/cells.ts';
import { plainTable } from '../plain-table.ts';
import { visible, wrap } from '../visible.ts';
import { chance, WIDTH } from './format.ts';

const SOURCES = ['model', 'method', 'model x method'] as const satisfies readonly Effect['source'][];

const DATA_SET_WIDTH = 18;

/** How much of what varies is the model's, the method's, and both together's. Empty where none could be made. */
export const anovaSection = (analyses: readonly Anova[], metrics: readonly string[]): readonly string[] => {
  const shown = distinct(analyses, metrics).filter(({ reason }) => reason === null);
  if (shown.length === 0) return [];
  const several = new Set(shown.map(({ dataSet }) => dataSet)).size > 1;
  return [
    heading('Analysis of variance, model x method'),
    '',
    plainTable(
      [
        ...(several ? ['data set'] : []),
        'metric',
        'methods',
        ...SOURCES.flatMap((source) => [`F ${source}`, 'p']),
        'residual',
      ],
      shown.map((one) => [...(several ? [shorten(one.dataSet, DATA_SET_WIDTH)] : []), ...rowOf(one)]),
      2,
    ),
    dim('sums of squares of type II; degrees of freedom in brackets; values of tasks, unknowns earn nothing'),
    '',
  ];
};

/** Why some could not be made, in plain words. */
export const anovaNotes = (analyses: readonly Anova[], metrics: readonly string[]): readonly string[] => {
  const asked = distinct(analyses, metrics);
  const missing = Map.groupBy(
    asked.flatMap((one) => (one.reason === null ? [] : [{ ...one, reason: one.reason }])),
    ({ reason }) => reason,
  );
  if (missing.size === 0) return [];
  const parts = [...missing].map(([reason, those]) => `${whichOf(those, asked)}${PLAIN[reason] ?? reason}`);
  return wrap(visible(`no analysis of variance (model x method): ${parts.join('; ')}`), WIDTH).map((line) =>
    dim(line),
  );
};

const PLAIN: Readonly<Record<string, string>> = {
  'each factor needs two levels': 'it takes two models and two methods',
  'a cell is empty': 'a model lacks one of the methods',
  'there is one value in each cell': 'there is one task alone for each model and method',
  'nothing varies within the cells': 'all tasks of a model and method have the same value',
};

/** Those of the metrics, without that of all methods where one method beside its base is all there is. */
const distinct = (analyses: readonly Anova[], metrics: readonly string[]): readonly Anova[] => {
  const asked = analyses.filter(({ metric }) => metrics.includes(metric));
  return asked.filter(
    (all) =>
      all.method !== null ||
      !asked.some(
        (one) =>
          one.method !== null &&
          one.metric === all.metric &&
          one.dataSet === all.dataSet &&
          isDeepStrictEqual([one.effects, one.reason], [all.effects, all.reason]),
      ),
  );
};

/** Which analyses a reason is of; nothing where it is that of all. */
const whichOf = (those: readonly Anova[], asked: readonly Anova[]): string => {
  if (those.length === asked.length) return '';
  const total = metricsOf(asked).size;
  const several = new Set(asked.map(({ dataSet }) => dataSet)).size > 1;
  const byMethod = Map.groupBy(
    those,
    ({ method, dataSet }) => `${method ?? 'all methods'}${several ? ` over ${dataSet}` : ''}`,
  );
  const parts = [...byMethod].map(
    ([method, ofMethod]) =>
      method + (metricsOf(ofMethod).size < total ? ` (${[...metricsOf(ofMethod)].join(', ')})` : ''),
  );
  return `for ${parts.join(', ')}: `;
};

const metricsOf = (analyses: readonly Anova[]): ReadonlySet<string> =>
  new Set(analyses.map(({ metric }) => metric));

const rowOf = ({ metric, method, effects }: Anova): readonly string[] => {
  const of = (source: Effect['source']): Effect | undefined =>
    effects.find((effect) => effect.source === source);
  return [
    metric,
    method ?? 'all',
    ...SOURCES.flatMap((source) => {
      const effect = of(source);
      return [`${effect?.f?.toFixed(2) ?? '-'} (${effect?.df ?? '-'})`, chance(effect?.p)];
    }),
    `(${of('residual')?.df ?? '-'})`,
  ];
};
