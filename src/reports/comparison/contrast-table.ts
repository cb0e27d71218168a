import { styleText } from 'node:util';
import type { Contrast, MetricContrast } from '../../analysis/comparison/terms.ts';
import { dim, heading } from '../methods/cells.ts';
import { plainTable } from '../plain-table.ts';
import { forestHead, forestLine, reachOf } from './forest.ts';
import { chance, changeMark, coloured, plain, signed, WIDTH } from './format.ts';
import { matrixOf, SIGNS_LEGEND } from './matrix.ts';
import { contrastText, type Naming } from './names.ts';
import { spanOf } from './overview.ts';

const PLOT_WIDTH = 29;

/** Everything about one contrast: its metrics, worse first, and what became of the samples. @param isFirst whether signs are explained */
export const contrastSection = (
  contrast: Contrast,
  metrics: readonly string[],
  naming: Naming,
  isFirst: boolean,
): readonly string[] => {
  const shown = contrast.metrics
    .filter(({ metric }) => metrics.includes(metric))
    .toSorted((a, b) => a.difference - b.difference);
  return [
    heading(contrastText(contrast, WIDTH, naming)),
    dim(tasksText(contrast)),
    '',
    ...(shown.length > 0 ? [tableOf(shown), ''] : []),
    ...matrixOf(contrast.transitions),
    ...(isFirst && contrast.transitions.pairs > 0 ? [dim(SIGNS_LEGEND)] : []),
    '',
  ];
};

const tasksText = ({ tasks: { both, baseOnly, armOnly } }: Contrast): string =>
  [
    `${both} tasks of both`,
    ...(baseOnly > 0 ? [`${baseOnly} of the base alone`] : []),
    ...(armOnly > 0 ? [`${armOnly} of the arm alone`] : []),
  ].join(', ');

const tableOf = (shown: readonly MetricContrast[]): string => {
  const reach = reachOf(shown.map(spanOf));
  return plainTable(
    [
      '',
      'metric',
      `\n${forestHead(reach, PLOT_WIDTH)}`,
      'base\narm',
      'difference\n95 %',
      'p paired\nHolm',
      'p\nWelch',
      'd_z\nd',
      'McNemar\np',
      'detect-\nable',
    ],
    shown.map((one) => [
      changeMark(one),
      nameCell(one),
      coloured(one, forestLine(spanOf(one), reach, PLOT_WIDTH)),
      `${plain(one.base)}\n${plain(one.arm)}`,
      differenceCell(one),
      `${chance(one.paired?.p)}\n${dim(chance(one.holm))}`,
      chance(one.welch?.p),
      `${effect(one.d.paired)}\n${dim(effect(one.d.pooled))}`,
      mcnemarCell(one),
      one.minimumDetectable === null ? dim('-') : plain(one.minimumDetectable),
    ]),
    3,
  );
};

const nameCell = ({ metric, tasks, unknown }: MetricContrast): string => {
  const [name = metric, source] = metric.split(':');
  const open = unknown.base + unknown.arm;
  return [
    name,
    ...(source === undefined ? [] : [source]),
    dim(`${tasks} tasks`),
    ...(open > 0 ? [styleText('yellow', `${unknown.base}+${unknown.arm} unknown`)] : []),
  ].join('\n');
};

const differenceCell = ({ difference, ci, low, high }: MetricContrast): string => {
  const bounds = ci.map((bound) => signed(bound, 2).trim()).join(' ');
  return [
    signed(difference),
    dim(bounds),
    ...(high > low ? [styleText('yellow', `≥${signed(low, 2).trim()} ≤${signed(high, 2).trim()}`)] : []),
  ].join('\n');
};

const effect = (d: number | null): string => (d === null ? '-' : signed(d, 2));

const mcnemarCell = ({ mcnemar }: MetricContrast): string =>
  mcnemar === null ? dim('-') : `-${mcnemar.onlyBase} +${mcnemar.onlyArm}\n${dim(chance(mcnemar.p))}`;

export const CONTRAST_LEGEND: readonly string[] = [
  '▲ ▼ ≈   by the paired t-test after Holm, at 5 % (the sign test where all tasks differ alike)',
  'd_z, d  Cohen: difference over the deviation of the differences; over the pooled one of both sides',
  'McNemar -x: samples good by the base alone, +y: by the arm alone; exact',
  'detectable: the true difference that the paired test would find 4 times in 5',
  '≥ ≤     the difference with all unknowns against the arm, and all for it; unknowns earn nothing in the others',
];
