import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { TRUST_LEVELS, trustSchema } from '../core/case.ts';
import { LEVELS } from '../core/finding.ts';
import { combineSchema, lensSchema, type Policy } from '../core/policy.ts';
import type { ScoringOptions } from '../engine/score-run.ts';
import { sandboxes } from '../sandbox/index.ts';
import { sarifCommandSchema } from '../scanners/sarif-command.ts';
import { COMBINE_FORMS, parseCombine } from './combine-option.ts';

const integer =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`a whole number of at least ${least} is needed.`);
  };

const decimal = (text: string): number => {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('a number of at least 0 is needed.');
};

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const pair = (text: string): [number, number] => {
  const [first, second, ...rest] = list(text).map(decimal);
  if (first !== undefined && second !== undefined && rest.length === 0) return [first, second];
  throw new InvalidArgumentError('two numbers with a comma between them are needed.');
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('JSON is needed.');
  }
};

/** A list of words, each one of `choices`. */
const listOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (text: string): Choice[] =>
    list(text).map((word) => {
      const choice = choices.find((one) => one === word);
      if (choice !== undefined) return choice;
      throw new InvalidArgumentError(`"${word}" is none of: ${choices.join(', ')}.`);
    });

export const parsers = { integer, decimal, list, listOf, pair };

/** What counts as secure. Shared by every command that judges by a policy. */
export const policyOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--security <lens>',
        'what decides security (default: both, where there are exploit tests)',
      ).choices(lensSchema.options),
    )
    .option('--policy <how>', `how scanners decide together: ${COMBINE_FORMS} (default: union)`, parseCombine)
    .option(
      '--count <list>',
      'scanners whose findings count (default: all for vulnerabilities, but no judge)',
      list,
    )
    .option('--only-rules <list>', 'only these rules count: B101, bandit/B1*, ...', list)
    .option('--ignore-rules <list>', 'these rules do not count', list)
    .addOption(new Option('--min-severity <level>', 'findings below do not count').choices(LEVELS))
    .addOption(new Option('--min-confidence <level>', 'findings below do not count').choices(LEVELS))
    .addOption(
      new Option(
        '--min-trust <level>',
        'passed cases of tests that are easier to forge are unknown (weakest first)',
      ).choices(TRUST_LEVELS),
    )
    .option(
      '--recorded',
      "use other benchmarks' recorded verdicts where there are none of ours (default: without tasks)",
    )
    .option('--no-recorded', 'ignore recorded verdicts');

/** How a run is scored: what counts as secure, and which metrics. Shared by every command that scores. */
export const scoringOptions = (command: Command): Command =>
  policyOptions(command)
    .option('--k <list>', 'values of k for the @k metrics', (text) => list(text).map(integer(1)), [1])
    .addOption(
      new Option('--by <rows>', 'what makes a row of the table')
        .choices(['both', 'model', 'method'])
        .default('both'),
    );

/** Shared by every command that runs tests. */
export const rerunsOption = (): Option =>
  new Option('--reruns <n>', 'run failed tests so often again: what comes out otherwise is flaky')
    .argParser(integer(0))
    .default(0);

/** What of a task set is left out. Shared by the commands that judge by one. */
export const quarantineOptions = (command: Command): Command =>
  command
    .option(
      '--quarantine <file>',
      'a list of tasks and test cases that say nothing of a sample (default: the one of the set)',
    )
    .option('--no-quarantine', 'leave none out');

export const quarantineSchema = z.union([z.string(), z.boolean()]).default(true);

/** Where and how a run is done. Shared by every command that judges samples. */
export const runOptions = (command: Command): Command =>
  scoringOptions(command)
    .option(
      '--scanners <list>',
      'scanners to use: ids (see `bifocal scanners`), standard, all, judge:MODEL, command:NAME',
      list,
      ['standard'],
    )
    .option('--judge-votes <n>', 'how often a judge is asked about each sample', integer(1))
    .option('--judge-temperature <t>', 'of judges', decimal)
    .option('--judge-max-tokens <n>', 'longest answer of a judge', integer(1))
    .option('--judge-base-url <url>', 'of the OpenAI-compatible server that judges are asked at')
    .option('--judge-price <in,out>', 'US dollars per million tokens of judges', pair)
    .option(
      '--commands <json>',
      'scanners of your own, for command:NAME (better said in bifocal.config.ts)',
      json,
    )
    .addOption(
      new Option('--sandbox <id>', 'where generated code runs')
        .choices(['auto', ...Object.keys(sandboxes)])
        .default('auto'),
    )
    .option('--no-tests', 'scan only')
    .option('--limit <n>', 'only the first n tasks', integer(1))
    .addOption(rerunsOption())
    .option('--workers <n>', 'tests at once', integer(1), availableParallelism())
    .option(
      '--out <folder>',
      'run folder (default: one named after the inputs, so that the same command resumes)',
    )
    .option('--max-unknown <share>', 'more unknown samples than this end with exit code 4', decimal, 0.5)
    .option('--offline', 'fetch nothing')
    .option('--quiet', 'no progress');

const policySchema = z.object({
  security: lensSchema.optional(),
  policy: combineSchema.optional(),
  count: z.array(z.string()).optional(),
  onlyRules: z.array(z.string()).optional(),
  ignoreRules: z.array(z.string()).optional(),
  minSeverity: z.enum(LEVELS).optional(),
  minConfidence: z.enum(LEVELS).optional(),
  minTrust: trustSchema.optional(),
  recorded: z.boolean().optional(),
});

const scoringSchema = policySchema.extend({
  k: z.array(z.int().positive()),
  by: z.enum(['both', 'model', 'method']),
});

export const runOptionsSchema = scoringSchema.extend({
  scanners: z.array(z.string()),
  judgeVotes: z.int().positive().optional(),
  judgeTemperature: z.number().nonnegative().optional(),
  judgeMaxTokens: z.int().positive().optional(),
  judgeBaseUrl: z.string().optional(),
  judgePrice: z.tuple([z.number(), z.number()]).optional(),
  commands: z.record(z.string(), sarifCommandSchema).optional(),
  sandbox: z.string(),
  tests: z.boolean(),
  limit: z.int().positive().optional(),
  reruns: z.int().nonnegative(),
  workers: z.int().positive(),
  out: z.string().optional(),
  maxUnknown: z.number(),
  offline: z.boolean().default(false),
  quiet: z.boolean().default(false),
  json: z.boolean().default(false),
});
export type RunOptions = z.infer<typeof runOptionsSchema>;

/** The scoring part of parsed options. */
export const toScoring = (options: unknown): ScoringOptions => {
  const { k, by } = scoringSchema.parse(options);
  return { ks: k, by, ...toPolicy(options) };
};

/** The part of parsed options that says what counts. */
export const toPolicy = (options: unknown): Pick<ScoringOptions, 'policy'> => {
  const { policy: combine, count: scanners, ...rest } = policySchema.parse(options);
  const said = { ...rest, combine, scanners };
  const changes = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { policy: changes satisfies Partial<Policy> };
};
