import { styleText } from 'node:util';
import type { Comparison } from '../../analysis/comparison/terms.ts';
import { dim } from '../methods/cells.ts';
import { anovaSection } from './anova.ts';
import { CONTRAST_LEGEND, contrastSection } from './contrast-table.ts';
import { noted, worseFirst } from './format.ts';
import { overviewOf } from './overview.ts';
import { transitionsSection } from './transitions.ts';

/** More contrasts than this are not told in full: the overview and `--json` have them all. */
const TOLD_IN_FULL = 6;

/**
 * A comparison for a terminal, worse first.
 *
 * @param metrics to show, as in `scores.json`
 */
export const renderComparison = (comparison: Comparison, metrics: readonly string[]): string => {
  const contrasts = worseFirst(comparison.contrasts, metrics);
  const left = contrasts.length - TOLD_IN_FULL;
  return [
    ...(contrasts.length > 1 ? metrics.flatMap((metric) => overviewOf(contrasts, metric)) : []),
    ...contrasts.slice(0, TOLD_IN_FULL).flatMap((contrast) => contrastSection(contrast, metrics)),
    ...(left > 0 ? [dim(`${left} more contrasts are not told in full; --json has them all`), ''] : []),
    ...transitionsSection(contrasts),
    ...anovaSection(comparison.anova, metrics),
    ...(contrasts.length > 0 ? [...CONTRAST_LEGEND.map((line) => dim(line))] : ['nothing to compare']),
    dim(bootstrapText(comparison)),
    ...policyLines(comparison),
    ...comparison.warnings.flatMap((warning) =>
      noted('warning', warning).map((line) => styleText('yellow', line)),
    ),
  ].join('\n');
};

const bootstrapText = ({ bootstrap: { resamples, seed } }: Comparison): string =>
  `95 %    interval of the difference: tasks resampled ${resamples} times, seed ${seed}`;

const policyLines = ({ policyTexts }: Comparison): string[] => {
  const texts = Object.entries(policyTexts);
  return new Set(texts.map(([, text]) => text)).size === 1
    ? texts.slice(0, 1).flatMap(([, text]) => noted('policy', text))
    : texts.flatMap(([run, text]) => noted('policy', `of ${run}: ${text}`));
};

/** The metrics of a comparison, in the order of a score. */
export const metricsIn = ({ contrasts, anova }: Comparison): string[] => [
  ...new Set([
    ...anova.map(({ metric }) => metric),
    ...contrasts.flatMap(({ metrics }) => metrics.map(({ metric }) => metric)),
  ]),
];
