import { Command } from 'commander';
import { z } from 'zod';
import type { Comparison } from '../../analysis/comparison/terms.ts';
import { BifocalError } from '../../core/errors.ts';
import { compareRuns } from '../../engine/study.ts';
import { metricsIn, renderComparison } from '../../reports/comparison/render.ts';
import { parsers, policyOptions, toPolicy } from '../options.ts';
import { print, printJson } from '../output.ts';

const optionsSchema = z.object({
  against: z.string().optional(),
  metric: z.array(z.string()).optional(),
  json: z.boolean().default(false),
});

/**
 * The metrics that were asked for: by key, or by the part of it before the @, in any case.
 * @throws BifocalError BIFOCAL_USAGE for one that nothing is compared by, and for an empty list
 */
const chooseMetrics = (comparison: Comparison, asked: readonly string[] | undefined): readonly string[] => {
  const known = metricsIn(comparison);
  if (asked === undefined) return known;
  const isAsked = (word: string, metric: string): boolean =>
    [metric, metric.replace('@1', '')].includes(word.toLowerCase());
  const stranger = asked.find((word) => !known.some((metric) => isAsked(word, metric)));
  if (asked.length > 0 && stranger === undefined)
    return known.filter((metric) => asked.some((word) => isAsked(word, metric)));
  throw new BifocalError(
    'BIFOCAL_USAGE',
    stranger === undefined ? '--metric names none' : `nothing is compared by "${stranger}"`,
    `there are: ${known.join(', ') || 'no metrics, since nothing has evidence on both sides'}`,
  );
};

/** @throws BifocalError BIFOCAL_INPUT if no run has any */
const mustHaveSamples = ({ arms, policyTexts }: Comparison): void => {
  if (arms.length > 0) return;
  const [name, ...others] = Object.keys(policyTexts);
  throw new BifocalError(
    'BIFOCAL_INPUT',
    others.length === 0 ? `${name} has no samples` : 'none of these runs has samples',
    'give a run with samples that were judged: `bifocal run` and `bifocal eval` make one',
  );
};

/** `bifocal compare RUN...`: arms held against one another, tasks paired. Asks no model, runs no code, changes no file. */
export const compareCommand = (): Command =>
  policyOptions(new Command('compare'))
    .description('hold runs against the first, and methods against their base: at k = 1, tasks paired')
    .argument('<run...>', 'run folders')
    .option('--against <arm>', 'one base for all: METHOD, MODEL/METHOD or RUN:MODEL/METHOD')
    .option('--metric <list>', 'show these alone: secure, safe, pass, ... (--json has all)', parsers.list)
    .action((folders: readonly string[], _options: unknown, command: Command) => {
      const options = command.optsWithGlobals();
      const { against, metric, json } = optionsSchema.parse(options);
      const comparison = compareRuns(folders, toPolicy(options), against === undefined ? {} : { against });
      mustHaveSamples(comparison);
      const metrics = chooseMetrics(comparison, metric);
      if (json) printJson(comparison);
      else print(renderComparison(comparison, metrics));
    });
