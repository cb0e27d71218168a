import { Command } from 'commander';
import { z } from 'zod';
import { compareMethods } from '../../analysis/order.ts';
import { loadTasks } from '../../datasets/load-tasks.ts';
import { modelSource } from '../../engine/model-source.ts';
import { openMethod } from '../../methods/open.ts';
import { toolsOfModel } from '../../models/index.ts';
import { ensureTools } from '../../toolchain/ensure.ts';
import { generationOptions, planGeneration } from '../generation.ts';
import { judgeSamples } from '../judge.ts';
import { parsers, quarantineOptions, quarantineSchema, runOptions } from '../options.ts';
import { exitOverBudget, presentEvaluation } from '../output.ts';

const optionsSchema = z.object({
  tasks: z.string(),
  quarantine: quarantineSchema,
  model: z.array(z.string()),
  method: z.array(z.string()),
  n: z.int(),
});

/** `bifocal run --model SPEC`: lets models write the code, and judges it. */
export const runCommand = (): Command =>
  generationOptions(quarantineOptions(runOptions(new Command('run'))))
    .description('let models write the code, and judge it')
    .option('--tasks <set>', 'core, humaneval, bigcodebench, seccodeplt, NAME=PATH, or a PATH', 'core')
    .option(
      '--model <list>',
      'models, as PROVIDER:NAME: local:smollm2, local:PATH.gguf, local:hf:..., openai:NAME',
      parsers.list,
      ['local:smollm2'],
    )
    .option(
      '--method <list>',
      'methods: ids (see `bifocal methods`), or ID:KEY=VALUE:KEY=VALUE',
      parsers.list,
      ['base'],
    )
    .option('--n <count>', 'samples per task', parsers.integer(1), 1)
    .action(async (_options: unknown, command: Command) => {
      const {
        tasks,
        quarantine,
        model: specs,
        method,
        n: samplesPerTask,
      } = optionsSchema.parse(command.opts());
      // The baseline first: others start from what it wrote.
      const methods = [...new Set(method)].sort(compareMethods).map(openMethod);
      const plan = planGeneration(command);
      const { evaluation, options } = await judgeSamples(command, {
        name: 'run',
        tasks: await loadTasks(tasks, { quarantine }),
        inLoop: { methods, listen: plan.listen },
        sources: async (context) => {
          await ensureTools(specs.flatMap(toolsOfModel), context.ensure);
          const pairs = specs.flatMap((spec) => methods.map((method) => ({ spec, method })));
          return Promise.all(
            pairs.map(async ({ spec, method }) =>
              modelSource({ ...(await plan.optionsFor(spec, method, context)), samplesPerTask }),
            ),
          );
        },
      });
      presentEvaluation(evaluation, options);
      exitOverBudget(plan.budget);
    });
