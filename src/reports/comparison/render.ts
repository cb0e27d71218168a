import { styleText } from 'node:util';
import type { Comparison } from '../../analysis/comparison/terms.ts';
import { dim } from '../methods/cells.ts';
import { anovaNotes, anovaSection } from './anova.ts';
import { CONTRAST_LEGEND, contrastSection } from './contrast-table.ts';
import { noted, worseFirst } from './format.ts';
import { namingOf } from './names.ts';
import { nothingLines } from './nothing.ts';
import { overviewOf } from './overview.ts';
import { summarySection } from './summary.ts';
import { transitionsSection } from './transitions.ts';

/** More contrasts than this are not told in full: the overview and `--json` have them all. */
const TOLD_IN_FULL = 6;

/**
 * A comparison for a terminal: the answer in words, what makes it shaky, then tables, worse first.
 *
 * @param metrics to show, as in `scores.json`
 */
export const renderComparison = (comparison: Comparison, metrics: readonly string[]): string => {
  const nothing = nothingLines(comparison);
  return (
    nothing.length > 0
      ? [...nothing, ...policyLines(comparison), ...warningLines(comparison)]
      : everything(comparison, metrics)
  ).join('\n');
};

const everything = (comparison: Comparison, metrics: readonly string[]): readonly string[] => {
  const naming = namingOf(comparison);
  const contrasts = worseFirst(
    comparison.contrasts.filter(({ tasks }) => tasks.both > 0),
    metrics,
  );
  const firstPaired = contrasts.find(({ transitions }) => transitions.pairs > 0);
  const left = contrasts.length - TOLD_IN_FULL;
  const warnings = warningLines(comparison);
  return [
    ...summarySection(contrasts, metrics, naming),
    ...warnings,
    ...(warnings.length > 0 ? [''] : []),
    ...(contrasts.length > 1 ? metrics.flatMap((metric) => overviewOf(contrasts, metric, naming)) : []),
    ...contrasts
      .slice(0, TOLD_IN_FULL)
      .flatMap((contrast) => contrastSection(contrast, metrics, naming, contrast === firstPaired)),
    ...(left > 0 ? [dim(`${left} more contrasts are not told in full; --json has them all`), ''] : []),
    ...transitionsSection(contrasts, naming),
    ...anovaSection(comparison.anova, metrics),
    ...CONTRAST_LEGEND.map((line) => dim(line)),
    dim(bootstrapText(comparison)),
    ...policyLines(comparison),
    ...anovaNotes(comparison.anova, metrics),
  ];
};

const bootstrapText = ({ bootstrap: { resamples, seed } }: Comparison): string =>
  `95 %    interval of the difference: tasks resampled ${resamples} times, seed ${seed}`;

const policyLines = ({ policyTexts }: Comparison): string[] => {
  const texts = Object.entries(policyTexts);
  return new Set(texts.map(([, text]) => text)).size === 1
    ? texts.slice(0, 1).flatMap(([, text]) => noted('policy', text))
    : texts.flatMap(([run, text]) => noted('policy', `of ${run}: ${text}`));
};

const warningLines = ({ warnings }: Comparison): string[] =>
  warnings.flatMap((warning) => noted('warning', warning).map((line) => styleText('yellow', line)));

/** The metrics of a comparison, in the order of a score. */
export const metricsIn = ({ contrasts, anova }: Comparison): string[] => [
  ...new Set([
    ...anova.map(({ metric }) => metric),
    ...contrasts.flatMap(({ metrics }) => metrics.map(({ metric }) => metric)),
  ]),
];
