import type { Contrast, MetricContrast } from '../../analysis/comparison/terms.ts';
import type { Study } from '../../engine/study.ts';
import type { Cell, Column, Exhibit, NumberCell } from './exhibit.ts';
import { NO_BASE, notThroughBothLenses } from './kit/absences.ts';
import { contrastsOf, otherBaseNotes } from './kit/contrasts.ts';
import { dataSetsOf, isLine, linesOf, overOf, titleOf } from './kit/data-sets.ts';
import { NAMES } from './kit/measures.ts';
import { policyNotes, unknownNotes } from './kit/notes.ts';
import { PAPER_A } from './kit/papers.ts';

const METRICS = [
  { metric: 'secure-pass@1', group: 'Secure-Pass@1' },
  { metric: 'safe@1', group: 'SAFE@1' },
] as const;

const COLUMNS: readonly {
  readonly title: string;
  readonly of: (one: MetricContrast) => number | null;
  readonly as: NumberCell['as'];
}[] = [
  { title: 'p', as: 'p', of: ({ welch }) => welch?.p ?? null },
  { title: 'ES', as: 'number', of: ({ d }) => d.pooled },
  { title: 'p\nHolm', as: 'p', of: ({ holm }) => holm },
  { title: 'ES\npaired', as: 'number', of: ({ d }) => d.paired },
];

/** Whether methods differ from the base, and by how much. */
export const table4: Exhibit = {
  id: 'table4',
  title: 'Tests of each method against the base',
  source: `${PAPER_A}, section 4.2, table 4`,
  make: (study) => {
    const dataSets = dataSetsOf(study).filter((dataSet) =>
      contrastsOf(study, dataSet).some(({ contrast }) =>
        METRICS.some(({ metric }) => metricOf(contrast, metric)),
      ),
    );
    if (dataSets.length === 0) return why(study);
    const found = dataSets.map((dataSet) => ({ dataSet, contrasts: contrastsOf(study, dataSet) }));
    const rows = linesOf(found.flatMap(({ contrasts }) => contrasts.map(({ line }) => line))).map((line) => [
      line.model,
      line.method,
      ...found.flatMap(({ contrasts }) => {
        const own = contrasts.find((one) => isLine(one.line, line));
        return METRICS.flatMap(({ metric }) => cellsOf(own && metricOf(own.contrast, metric), own?.policy));
      }),
    ]);
    const { resamples } = study.comparison.bootstrap;
    return {
      kind: 'table',
      caption: `Each method against its base in Secure-Pass@1 and SAFE@1 on ${titleOf(dataSets)}: the difference, p-values of t-tests (below 0.05 is significant), and Cohen's d as the effect size (ES; around 0.2, 0.5 and 0.8 is small, medium, large).`,
      columns: [
        ...NAMES,
        ...dataSets.flatMap((dataSet) =>
          METRICS.flatMap(({ group }) =>
            ['diff.', ...COLUMNS.map(({ title }) => title)].map(
              (title): Column => ({ ...overOf(dataSets, dataSet), group, title }),
            ),
          ),
        ),
      ],
      rows,
      notes: [
        'n counts tasks that both sides have.',
        `diff.: method less base; small below it its 95 % interval (paired bootstrap, ${resamples.toLocaleString('en-US')} resamples, whole tasks drawn).`,
        'p: Welch, and ES: d over the pooled deviation, as if both sides were independent: those that the paper prints fit this. Below 0 the base is better; the paper leaves signs away.',
        'The samples are paired by task: p Holm is that of the paired t-test, corrected for all contrasts of the metric; ES paired is d over the deviation of the differences.',
        ...unknownNotes(rows, 'all good on one side and bad on the other'),
        ...otherBaseNotes(found.flatMap(({ contrasts }) => contrasts)),
        ...policyNotes(dataSets.flatMap(({ runs }) => runs)),
        ...study.comparison.warnings.map((warning) => `${warning}.`),
      ],
    };
  },
};

const why = ({ comparison }: Study) =>
  comparison.contrasts.length === 0 ? NO_BASE : notThroughBothLenses('these runs');

const metricOf = ({ metrics }: Contrast, wanted: string): MetricContrast | undefined =>
  metrics.find(({ metric }) => metric === wanted);

const cellsOf = (one: MetricContrast | undefined, policy: string | undefined): Cell[] => {
  if (one === undefined) return Array<null>(1 + COLUMNS.length).fill(null);
  const unknown = one.unknown.base + one.unknown.arm;
  const common = { n: one.tasks, ...(policy !== undefined && { policy }) };
  return [
    {
      value: one.difference,
      as: 'number',
      ci: one.ci,
      ...common,
      ...(unknown > 0 && { unknown, bounds: [one.low, one.high] as const }),
    },
    ...COLUMNS.map(({ of, as }): Cell => {
      const value = of(one);
      return value === null ? null : { value, as, ...common };
    }),
  ];
};
