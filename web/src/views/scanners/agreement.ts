import type { PairAgreement } from '../../../../src/analysis/agreement.ts';
import type { HeatCell, HeatMap } from '../../../../src/reports/charts/heat-map.ts';
import { decimal } from '../../data/numbers.ts';

/** Cohen's kappa of every two raters, as a square. */
export const kappaMap = (pairs: readonly PairAgreement[]): HeatMap => {
  const raters = [...new Set(pairs.flatMap(({ raters }) => raters))];
  const cellOf = (a: string, b: string): HeatCell => {
    if (a === b) return { value: null, text: '', notes: ['the same'] };
    const pair = pairs.find(
      ({ raters: [first, second] }) => (first === a && second === b) || (first === b && second === a),
    );
    const kappa = pair?.kappa;
    return {
      value: kappa?.value ?? null,
      text: kappa ? decimal(kappa.value) : '–',
      notes: pair ? notesOf(pair) : ['nothing that both judged'],
    };
  };
  return {
    rows: raters,
    columns: raters,
    cells: raters.map((a) => raters.map((b) => cellOf(a, b))),
    scale: { kind: 'diverging', from: 0, to: 1 },
  };
};

const notesOf = ({ samples, kappa, observed, jaccard }: PairAgreement): readonly string[] => [
  `n ${samples}`,
  kappa
    ? `interval ${kappa.ci.map((bound) => decimal(bound)).join(' to ')}`
    : 'no kappa: both say the same of all',
  `same verdict: ${decimal(observed)}`,
  `Jaccard of the accused: ${decimal(jaccard)}`,
];
