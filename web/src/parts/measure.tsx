import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MetricContrast } from '../../../src/analysis/comparison/terms.ts';
import type { Estimate } from '../../../src/core/score.ts';
import { counted, percent, points, pValue, range } from '../data/numbers.ts';
import './measure.css';

type MeasureProps = {
  readonly estimate: Estimate;
  /** What it changed against the base; absent: there is none. */
  readonly contrast?: MetricContrast | undefined;
  /** Behind the number, e.g. that the method listened to this scanner. */
  readonly mark?: string;
  /** Whether the row may be the best by this number. */
  readonly leads?: boolean;
};

/** A share with its interval as a bar and in figures, what unknowns could make of it, and the change against the base. */
export const Measure = ({ estimate, contrast, mark = '', leads = false }: MeasureProps): ReactNode => {
  const { value, ci, high, unknown } = estimate;
  return (
    <div className="measure" title={describe(estimate, contrast)}>
      <span className="measure-value">
        {percent(value)}
        {mark}
        {leads && (
          <span className="measure-leads" title="may be the best: see below the table">
            <span aria-hidden="true">★</span>
            <VisuallyHidden> may be the best</VisuallyHidden>
          </span>
        )}
      </span>
      {contrast && <Change contrast={contrast} />}
      <IntervalBar estimate={estimate} />
      <span className="measure-range">
        {range(ci)}
        {unknown > 0 && ` ≤${(high * 100).toFixed(0)}`}
        <VisuallyHidden>{` (${describe(estimate, contrast)})`}</VisuallyHidden>
      </span>
    </div>
  );
};

const SIGNS = { better: '▲', worse: '▼', tie: '≈' } as const;

const Change = ({ contrast: { difference, change } }: { readonly contrast: MetricContrast }): ReactNode => (
  <span className={`change change-${change}`}>
    {points(difference)} {SIGNS[change]}
  </span>
);

/** Everything about a number in words: n, interval, unknowns, and the test behind the change. */
export const describe = (
  { ci, high, tasks, samples, unknown }: Estimate,
  contrast?: MetricContrast | undefined,
): string =>
  [
    `${counted(tasks, 'task')}, ${counted(samples, 'sample')}`,
    `95 % interval ${range(ci, 1)}`,
    unknown > 0 ? `${unknown} unknown, ${percent(high)} were they all good` : 'no unknowns',
    ...(contrast
      ? [
          `${points(contrast.difference)} points against base, interval ${points(contrast.ci[0])} to ${points(contrast.ci[1])}`,
          contrast.holm === null
            ? 'no test: no spread'
            : `paired test, Holm p ${pValue(contrast.holm)}: ${contrast.change}`,
        ]
      : []),
  ].join('; ');

/** Solid: the value. Whisker: its interval. Hatched: what unknowns could add. */
const IntervalBar = ({ estimate: { value, ci, high } }: { readonly estimate: Estimate }): ReactNode => {
  const place = (from: number, to: number) => ({
    left: `${from * 100}%`,
    width: `${Math.max(0, to - from) * 100}%`,
  });
  return (
    <span className="bar" aria-hidden="true">
      <span className="bar-value" style={place(0, value)} />
      {high > value && <span className="bar-unknown" style={place(value, high)} />}
      <span className="bar-interval" style={place(ci[0], ci[1])} />
    </span>
  );
};
