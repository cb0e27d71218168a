import { type Command, Option } from 'commander';
import { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import { type Budget, openBudget } from '../engine/budget.ts';
import type { GenerationOptions } from '../engine/model-source.ts';
import { DEFAULT_SEED } from '../engine/score-run.ts';
import type { Limits } from '../methods/method.ts';
import type { OpenMethod } from '../methods/open.ts';
import { identifyModel, openModel } from '../models/index.ts';
import type { Decoding, ModelOptions } from '../models/model.ts';
import type { EnsureOptions } from '../toolchain/ensure.ts';
import type { JudgingContext } from './judge.ts';
import { parsers } from './options.ts';

/** What methods listen to unless told otherwise: what the papers used, and an analyzer of defects that is always here. */
const LISTEN = ['bandit', 'ruff-defects'];

const MAX_TOKENS = 512;

/** How models are asked, and how much. Shared by every command that asks some. */
export const askingOptions = (
  command: Command,
  {
    temperature = 0,
    maxTokens = MAX_TOKENS,
  }: { readonly temperature?: number; readonly maxTokens?: number } = {},
): Command =>
  command
    .option('--temperature <t>', 'decoding temperature', parsers.decimal, temperature)
    .option('--top-p <p>', 'nucleus', parsers.decimal, 1)
    .option('--max-tokens <n>', 'longest answer', parsers.integer(1), maxTokens)
    .option('--seed <n>', 'seed of the run', parsers.integer(0), DEFAULT_SEED)
    .option('--budget-usd <usd>', 'US dollars for the whole run: then nothing more is asked', parsers.decimal)
    .option(
      '--budget-seconds <s>',
      'seconds for this start of the run: then nothing more is asked',
      parsers.decimal,
    )
    .option('--base-url <url>', 'of an OpenAI-compatible server (vLLM, Ollama, llama-server, ...)')
    .option('--price <in,out>', 'US dollars per million tokens', parsers.pair)
    .option('--concurrency <n>', 'requests at once', parsers.integer(1))
    .option('--max-retries <n>', 'per request', parsers.integer(0))
    .option('--threads <n>', 'of a local model', parsers.integer(1));

/** How models and methods write code. Shared by every command that lets them. */
export const generationOptions = (
  command: Command,
  {
    listen = LISTEN,
    maxTokens = MAX_TOKENS,
  }: { readonly listen?: readonly string[]; readonly maxTokens?: number } = {},
): Command =>
  askingOptions(command, { maxTokens })
    .addOption(
      new Option('--prompt <form>', 'how tasks are put')
        .choices(['auto', 'instruction', 'completion'])
        .default('auto'),
    )
    .option('--listen <list>', 'scanners that methods listen to while they work', parsers.list, [...listen])
    .option(
      '--rounds <n>',
      'rounds of a method after its first attempt (default: its own)',
      parsers.integer(0),
    )
    .option('--sample-tokens <n>', 'tokens for one sample, in and out', parsers.integer(1))
    .option('--sample-usd <usd>', 'US dollars for one sample', parsers.decimal)
    .option('--sample-seconds <s>', 'seconds for one sample', parsers.decimal);

const askingSchema = z.object({
  temperature: z.number(),
  topP: z.number(),
  maxTokens: z.int(),
  seed: z.int(),
  budgetUsd: z.number().optional(),
  budgetSeconds: z.number().optional(),
  baseUrl: z.string().optional(),
  price: z.tuple([z.number(), z.number()]).optional(),
  concurrency: z.int().optional(),
  maxRetries: z.int().optional(),
  threads: z.int().optional(),
});
type Asking = z.infer<typeof askingSchema>;

const generationSchema = askingSchema.extend({
  prompt: z.enum(['auto', 'instruction', 'completion']),
  listen: z.array(z.string()),
  rounds: z.int().optional(),
  sampleTokens: z.int().optional(),
  sampleUsd: z.number().optional(),
  sampleSeconds: z.number().optional(),
});
type Generation = z.infer<typeof generationSchema>;

/** Without what is undefined. */
const said = <Fields extends object>(fields: Fields): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: NonNullable<Fields[Key]>;
  };

const limitsOf = ({ rounds, sampleTokens, sampleUsd, sampleSeconds }: Generation): Limits =>
  said({ rounds, tokens: sampleTokens, usd: sampleUsd, seconds: sampleSeconds });

const modelOptionsOf = (chosen: Asking, onNotice: (message: string) => void): ModelOptions => {
  const { baseUrl, concurrency, maxRetries, threads, price } = chosen;
  return {
    onNotice,
    ...said({ baseUrl, concurrency, maxRetries, threads }),
    ...(price && { price: { input: price[0], output: price[1] } }),
  };
};

const mustHavePrice = ({ price, budgetUsd, sampleUsd }: Asking & Pick<Generation, 'sampleUsd'>): void => {
  if (price !== undefined || (budgetUsd === undefined && sampleUsd === undefined)) return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    'money is limited, and nobody knows what a token costs',
    'add --price IN,OUT: US dollars per million tokens',
  );
};

/** What a command says of the asking of models. */
export type AskingPlan = {
  readonly budget: Budget;
  readonly decoding: Omit<Decoding, 'seed'>;
  readonly seed: number;
  readonly modelOptions: (onNotice: (message: string) => void) => ModelOptions;
};

/** Reads the options of {@link askingOptions}. */
export const planAsking = (command: Command): AskingPlan => {
  const chosen = askingSchema.parse(command.opts());
  const { temperature, topP, maxTokens, seed, budgetUsd, budgetSeconds } = chosen;
  mustHavePrice(chosen);
  return {
    budget: openBudget(said({ usd: budgetUsd, seconds: budgetSeconds })),
    decoding: { temperature, topP, maxTokens },
    seed,
    modelOptions: (onNotice) => modelOptionsOf(chosen, onNotice),
  };
};

/** What a command says of the writing of code. */
export type GenerationPlan = {
  /** Scanners that the methods listen to, if they listen to their roles. */
  readonly listen: readonly string[];
  readonly budget: Budget;
  /** What a source needs to know to let a method write with a model. */
  optionsFor(
    spec: string,
    method: OpenMethod,
    context: JudgingContext & { readonly ensure: EnsureOptions },
  ): Promise<GenerationOptions>;
};

/** Reads the options of {@link generationOptions}. */
export const planGeneration = (command: Command): GenerationPlan => {
  const chosen = generationSchema.parse(command.opts());
  mustHavePrice(chosen);
  const { budget, decoding, seed, modelOptions: modelOptionsFor } = planAsking(command);
  return {
    listen: chosen.listen,
    budget,
    async optionsFor(spec, method, { workbenches, mayRun, ensure }) {
      mustHaveWhatItNeeds(method, workbenches.listening(method.listens), mayRun, chosen.listen);
      const modelOptions = modelOptionsFor(ensure.notice);
      return {
        spec,
        identity: await identifyModel(spec, modelOptions),
        method,
        limits: limitsOf(chosen),
        decoding,
        seed,
        prompt: chosen.prompt,
        workbenches,
        budget,
        open: () => openModel(spec, modelOptions),
      };
    },
  };
};

const mustHaveWhatItNeeds = (
  { name, needs, listens }: OpenMethod,
  listening: readonly string[],
  mayRun: boolean,
  listen: readonly string[],
): void => {
  if (listens.length > 0 && listening.length === 0) {
    throw new BifocalError(
      'BIFOCAL_TOOL_MISSING',
      `${name} listens to scanners, and none of ${listen.join(', ')} can be used for what it listens to`,
      'see what is here with `bifocal scanners`, and name others with --listen',
    );
  }
  if (needs.includes('sandbox') && !mayRun) {
    throw new BifocalError(
      'BIFOCAL_SANDBOX',
      `${name} runs code while it works, and nothing runs code here`,
      'see what is missing with `bifocal doctor`',
    );
  }
};
