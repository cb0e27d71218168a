import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { loadBenchmarks, NO_BENCHMARKS } from '../../../builders/pairs/benchmarks.ts';
import { buildPairs } from '../../../builders/pairs/build.ts';
import { PROMPT_KINDS } from '../../../builders/pairs/instruction.ts';
import { FORMS } from '../../../builders/pairs/row.ts';
import { SPLIT_UNITS, SPLITS } from '../../../builders/pairs/split.ts';
import { BifocalError } from '../../../core/errors.ts';
import { placeFault } from '../../../engine/place-fault.ts';
import { parsePairSpec } from '../../../pairs/spec.ts';
import { renderBuild } from '../../../reports/pair-build.ts';
import { interruptSignal } from '../../interrupt.ts';
import { parsers } from '../../options.ts';
import { print, printJson } from '../../output.ts';
import { filterOptions, filterSchema, toFilter } from './filter.ts';
import { pairProgress } from './progress.ts';

/** Fixes that were brought back to older branches are nearly the same, and would be in training and test. */
const NEAR = 0.8;

const optionsSchema = filterSchema.extend({
  out: z.string().optional(),
  prompt: z.enum(PROMPT_KINDS),
  form: z.enum(FORMS),
  split: z.array(z.number()),
  splitBy: z.enum(SPLIT_UNITS),
  seed: z.int(),
  near: z.union([z.number(), z.literal(false)]),
  limit: z.int().optional(),
  exclude: z.array(z.string()),
  keepBenchmarks: z.boolean().default(false),
  checksums: z.boolean(),
  quiet: z.boolean().default(false),
  json: z.boolean().default(false),
});

const shares = (text: string): number[] => {
  const numbers = parsers.list(text).map(parsers.decimal);
  if (numbers.length > 0 && numbers.length <= SPLITS.length && numbers.some((one) => one > 0)) return numbers;
  throw new InvalidArgumentError(`shares of ${SPLITS.join(', ')} are needed, as in 0.9,0.05,0.05.`);
};

const similarity = (text: string): number => {
  const value = parsers.decimal(text);
  if (value >= 0.5 && value <= 1) return value;
  throw new InvalidArgumentError('a number from 0.5 to 1 is needed.');
};

/** `bifocal pairs build SPEC... --out FOLDER`: a set for preference training. */
export const buildCommand = (): Command =>
  filterOptions(
    new Command('build')
      .description('make a set for preference training (TRL, DPO) of sources and runs')
      .argument('<spec...>', 'SOURCE=PATH, see `bifocal pairs list`'),
  )
    .option('--out <folder>', 'where to')
    .addOption(
      new Option(
        '--prompt <kind>',
        'own: the words of the source, else as repair; describe: else by its name',
      )
        .choices(PROMPT_KINDS)
        .default('own'),
    )
    .addOption(new Option('--form <form>', 'strings, or lists of messages').choices(FORMS).default('text'))
    .option('--split <shares>', `shares of ${SPLITS.join(', ')}`, shares, [0.9, 0.05, 0.05])
    .addOption(
      new Option('--split-by <unit>', 'what stays together: the commit or task, or the repository')
        .choices(SPLIT_UNITS)
        .default('group'),
    )
    .option('--seed <n>', 'another one splits otherwise', parsers.integer(0), 1)
    .option(
      '--near <similarity>',
      'leave out pairs that are this like an earlier one (0.5 to 1)',
      similarity,
      NEAR,
    )
    .option('--no-near', 'leave out only those that are equal to an earlier one')
    .option('--limit <n>', 'write no more pairs', parsers.integer(1))
    .option(
      '--exclude <list>',
      'more to keep apart from: task sets as --tasks takes them, or SOURCE=PATH',
      parsers.list,
      [],
    )
    .option('--keep-benchmarks', 'keep pairs that overlap task sets')
    .option('--no-checksums', 'do not read the sources once more for their SHA-256')
    .option('--quiet', 'no progress')
    .action(async (words: string[], _options: unknown, command: Command) => {
      const { out, json, quiet, ...options } = optionsSchema.parse(command.optsWithGlobals());
      const specs = words.map(parsePairSpec);
      if (out === undefined)
        throw new BifocalError('BIFOCAL_USAGE', 'where shall the pairs be written?', 'say --out FOLDER');
      const view = pairProgress(quiet);
      const signal = interruptSignal();
      try {
        const manifest = await buildPairs(specs, {
          filter: toFilter(options),
          prompt: options.prompt,
          form: options.form,
          splitting: { shares: options.split, seed: options.seed, by: options.splitBy },
          ...(options.near !== false && { near: options.near }),
          ...(options.limit !== undefined && { limit: options.limit }),
          folder: out,
          benchmarks: options.keepBenchmarks ? NO_BENCHMARKS : await loadBenchmarks(options.exclude, signal),
          checksums: options.checksums,
          progress: view.progress,
          signal,
        });
        view.stop();
        if (json) printJson(manifest);
        else print(renderBuild(manifest, out));
      } catch (error) {
        view.stop();
        throw placeFault(error, 'set of pairs', out);
      }
    });
