import type { Anova, Effect } from '../../analysis/comparison/terms.ts';
import { dim, heading, shorten } from '../methods/cells.ts';
import { plainTable } from '../plain-table.ts';
import { chance, noted } from './format.ts';

const SOURCES = ['model', 'method', 'model x method'] as const satisfies readonly Effect['source'][];

const DATA_SET_WIDTH = 18;

/** How much of what varies is the model's, the method's, and both together's. */
export const anovaSection = (analyses: readonly Anova[], metrics: readonly string[]): readonly string[] => {
  const asked = analyses.filter(({ metric }) => metrics.includes(metric));
  const single = new Set(asked.flatMap(({ method }) => method ?? [])).size === 1;
  const several = new Set(asked.map(({ dataSet }) => dataSet)).size > 1;
  const shown = asked.filter(({ method, reason }) => reason === null && !(single && method === null));
  const missing = Map.groupBy(
    asked.filter(({ reason }) => reason !== null),
    ({ reason }) => reason ?? '',
  );
  const notes = [...missing].flatMap(([reason, those]) => noted('none', `${whichOf(those, asked)}${reason}`));
  if (shown.length === 0 && notes.length === 0) return [];
  return [
    heading('Analysis of variance, model x method'),
    '',
    ...(shown.length > 0
      ? [
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
        ]
      : []),
    ...notes.map((note) => dim(note)),
    dim('sums of squares of type II; degrees of freedom in brackets; values of tasks, unknowns earn nothing'),
    '',
  ];
};

/** Which analyses a reason is of; nothing where it is that of all. */
const whichOf = (those: readonly Anova[], asked: readonly Anova[]): string => {
  if (those.length === asked.length) return '';
  const byMethod = Map.groupBy(those, ({ method }) => method ?? 'all methods');
  const parts = [...byMethod].map(
    ([method, ofMethod]) => `${method} (${ofMethod.map(({ metric }) => metric).join(', ')})`,
  );
  return `for ${parts.join(', ')}: `;
};

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
