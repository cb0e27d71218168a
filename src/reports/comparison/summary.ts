import type { Contrast, MetricContrast } from '../../analysis/comparison/terms.ts';
import { dim, heading } from '../methods/cells.ts';
import { visible, wrap } from '../visible.ts';
import { changeMark, signed, WIDTH } from './format.ts';
import { contrastText, type Naming, shortenMiddle } from './names.ts';

type Found = { readonly contrast: Contrast; readonly found: MetricContrast };

/** So many of the clear contrasts are named for each side of a metric. */
const NAMED = 3;

const NAME_WIDTH = 66;

/** The answer in words: how many contrasts of each metric are better, worse or ties, and which are clear. */
export const summarySection = (
  contrasts: readonly Contrast[],
  metrics: readonly string[],
  naming: Naming,
): readonly string[] => [
  heading('In short (paired t-test over tasks, Holm, 5 %)'),
  ...(naming.runs.length > 1 ? wrap(whichText(contrasts, naming.runs), WIDTH) : []),
  '',
  ...metrics.flatMap((metric) => {
    const all = contrasts.flatMap((contrast): Found[] => {
      const found = contrast.metrics.find((one) => one.metric === metric);
      return found ? [{ contrast, found }] : [];
    });
    return all.length === 0
      ? [`${metric}: no pair has evidence on both sides`]
      : [countsLine(metric, all, contrasts.length - all.length), ...namedLines(all, naming)];
  }),
  '',
  ...MARK_LEGEND.map((line) => dim(line)),
  '',
];

/** Which runs the contrasts are of. */
const whichText = (contrasts: readonly Contrast[], runs: readonly string[]): string => {
  const name = (run: string): string => shortenMiddle(visible(run), RUN_WIDTH);
  const kinds = runs.flatMap((arm) =>
    runs.flatMap((base) => {
      const count = contrasts.filter((one) => one.arm.run === arm && one.base.run === base).length;
      const kind = arm === base ? `within ${name(arm)}` : `of ${name(arm)} against ${name(base)}`;
      return count > 0 ? [`${count} ${kind}`] : [];
    }),
  );
  const idle = runs.filter((run) => !contrasts.some(({ base, arm }) => base.run === run || arm.run === run));
  return [...kinds, ...idle.map((run) => `none of ${name(run)}`)].join(', ');
};
const RUN_WIDTH = 40;

const MARK_LEGEND = [
  '▲ better, ▼ worse, ≈ tie: the test cannot tell, which does not mean that both are the same',
  '? samples that could not be judged, of both sides; they earn nothing',
] as const;

const countsLine = (metric: string, all: readonly Found[], silent: number): string => {
  const count = (change: MetricContrast['change']): number =>
    all.filter(({ found }) => found.change === change).length;
  const ties = count('tie');
  const unknown = all.reduce((sum, { found }) => sum + unknownOf(found), 0);
  return [
    `${metric}: ${count('better')} better, ${count('worse')} worse, ${ties} ${ties === 1 ? 'tie' : 'ties'}`,
    ...(silent > 0 ? [`${silent} without evidence on both sides`] : []),
    ...(unknown > 0 ? [`${unknown} ${unknown === 1 ? 'sample' : 'samples'} unknown`] : []),
  ].join('; ');
};

const unknownOf = ({ unknown }: MetricContrast): number => unknown.base + unknown.arm;

/** The clear ones, the largest difference first; of a contrast that is alone also the tie. */
const namedLines = (all: readonly Found[], naming: Naming): string[] => {
  const largest = all.toSorted((a, b) => Math.abs(b.found.difference) - Math.abs(a.found.difference));
  const sides = all.length === 1 ? (['better', 'worse', 'tie'] as const) : (['better', 'worse'] as const);
  return sides.flatMap((side) => {
    const clear = largest.filter(({ found }) => found.change === side);
    const more = clear.length - NAMED;
    return [
      ...clear.slice(0, NAMED).map((one) => namedLine(one, naming)),
      ...(more > 0 ? [`    and ${more} more ${side}`] : []),
    ];
  });
};

const namedLine = ({ contrast, found }: Found, naming: Naming): string => {
  const bounds = found.ci.map((bound) => signed(bound, 2).trim()).join(' ');
  const unknown = unknownOf(found);
  const basis = `${found.tasks} ${found.tasks === 1 ? 'task' : 'tasks'}${unknown > 0 ? `, ${unknown} unknown` : ''}`;
  const name = contrastText(contrast, NAME_WIDTH, naming);
  return `  ${changeMark(found)} ${signed(found.difference)} (${bounds})  ${name}${dim(`, ${basis}`)}`;
};
