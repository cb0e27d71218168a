import { Command, Option } from 'commander';
import { z } from 'zod';
import { BifocalError } from '../../core/errors.ts';
import { loadTasks } from '../../datasets/load-tasks.ts';
import { modelSource } from '../../engine/model-source.ts';
import { DEFAULT_SEED } from '../../engine/score-run.ts';
import type { SampleSource } from '../../engine/source.ts';
import { METHODS } from '../../methods/index.ts';
import type { Method } from '../../methods/method.ts';
import { identifyModel, openModel, toolsOfModel } from '../../models/index.ts';
import type { ModelOptions } from '../../models/model.ts';
import { ensureTools } from '../../toolchain/ensure.ts';
import { judgeSamples } from '../judge.ts';
import { parsers, runOptions } from '../options.ts';
import { presentEvaluation } from '../output.ts';

const optionsSchema = z.object({
  tasks: z.string(),
  model: z.array(z.string()),
  method: z.array(z.string()),
  n: z.int(),
  temperature: z.number(),
  topP: z.number(),
  maxTokens: z.int(),
  seed: z.int(),
  prompt: z.enum(['auto', 'instruction', 'completion']),
  baseUrl: z.string().optional(),
  price: z.tuple([z.number(), z.number()]).optional(),
  concurrency: z.int().optional(),
  maxRetries: z.int().optional(),
  threads: z.int().optional(),
});

export const methodOf = (id: string): Method => {
  const method = METHODS[id];
  if (method) return method;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `no method is called "${id}"`,
    `choose from: ${Object.keys(METHODS).join(', ')}`,
  );
};

/** `bifocal run --model SPEC`: lets models write the code, and judges it. */
export const runCommand = (): Command =>
  runOptions(new Command('run'))
    .description('let models write the code, and judge it')
    .option('--tasks <set>', 'core, humaneval, bigcodebench, seccodeplt, NAME=PATH, or a PATH', 'core')
    .option(
      '--model <list>',
      'models, as PROVIDER:NAME: local:smollm2, local:PATH.gguf, local:hf:..., openai:NAME',
      parsers.list,
      ['local:smollm2'],
    )
    .option('--method <list>', 'methods', parsers.list, ['base'])
    .option('--n <count>', 'samples per task', parsers.integer(1), 1)
    .option('--temperature <t>', 'decoding temperature', parsers.decimal, 0)
    .option('--top-p <p>', 'nucleus', parsers.decimal, 1)
    .option('--max-tokens <n>', 'longest answer', parsers.integer(1), 512)
    .option('--seed <n>', 'seed of the run', parsers.integer(0), DEFAULT_SEED)
    .addOption(
      new Option('--prompt <form>', 'how tasks are put')
        .choices(['auto', 'instruction', 'completion'])
        .default('auto'),
    )
    .option('--base-url <url>', 'of an OpenAI-compatible server (vLLM, Ollama, llama-server, ...)')
    .option('--price <in,out>', 'US dollars per million tokens', parsers.pair)
    .option('--concurrency <n>', 'requests at once', parsers.integer(1))
    .option('--max-retries <n>', 'per request', parsers.integer(0))
    .option('--threads <n>', 'of a local model', parsers.integer(1))
    .action(async (_options: unknown, command: Command) => {
      const chosen = optionsSchema.parse(command.opts());
      const methods = chosen.method.map(methodOf);
      const { evaluation, options } = await judgeSamples(command, {
        name: 'run',
        tasks: await loadTasks(chosen.tasks),
        sources: async (ensure) => {
          await ensureTools(chosen.model.flatMap(toolsOfModel), ensure);
          const modelOptions: ModelOptions = {
            onNotice: ensure.notice,
            ...(chosen.baseUrl ? { baseUrl: chosen.baseUrl } : {}),
            ...(chosen.price ? { price: { input: chosen.price[0], output: chosen.price[1] } } : {}),
            ...(chosen.concurrency ? { concurrency: chosen.concurrency } : {}),
            ...(chosen.maxRetries !== undefined ? { maxRetries: chosen.maxRetries } : {}),
            ...(chosen.threads ? { threads: chosen.threads } : {}),
          };
          const { temperature, topP, maxTokens, seed, prompt, n: samplesPerTask } = chosen;
          const decoding = { temperature, topP, maxTokens };
          const sources: SampleSource[] = [];
          for (const spec of chosen.model) {
            const identity = await identifyModel(spec, modelOptions);
            const open = () => openModel(spec, modelOptions);
            for (const method of methods) {
              sources.push(
                modelSource({ spec, identity, method, samplesPerTask, decoding, seed, prompt, open }),
              );
            }
          }
          return sources;
        },
      });
      presentEvaluation(evaluation, options);
    });
