import { Command } from 'commander';
import { z } from 'zod';
import { improvedSource, parentSource, readParents } from '../../engine/improve.ts';
import { openMethod } from '../../methods/open.ts';
import { toolsOfModel } from '../../models/index.ts';
import { ensureTools } from '../../toolchain/ensure.ts';
import { generationOptions, planGeneration } from '../generation.ts';
import { judgeSamples } from '../judge.ts';
import { parsers, runOptions } from '../options.ts';
import { exitOverBudget, presentEvaluation } from '../output.ts';

const optionsSchema = z.object({
  method: z.array(z.string()),
  model: z.string().optional(),
  of: z.string().optional(),
});

/** `bifocal improve RUN --method M`: lets a method work on the samples of a run; a new run holds both. */
export const improveCommand = (): Command =>
  generationOptions(runOptions(new Command('improve')))
    .description('let methods improve the samples of a run; a new run compares both')
    .argument('<run>', 'run folder')
    .option(
      '--method <list>',
      'methods: ids (see `bifocal methods`), or ID:KEY=VALUE:KEY=VALUE',
      parsers.list,
      ['guarded'],
    )
    .option(
      '--model <spec>',
      'who is asked: PROVIDER:NAME, or none for what a method can do alone (default: who wrote the samples)',
    )
    .option('--of <method>', 'whose samples (default: those of base, or of the only method)')
    .action(async (folder: string, _options: unknown, command: Command) => {
      const { method, model, of } = optionsSchema.parse(command.opts());
      const parents = readParents(folder, of);
      const methods = [...new Set(method)].map(openMethod);
      if (command.getOptionValueSource('scanners') === 'default')
        command.setOptionValue('scanners', [...parents.scanners]);
      const plan = planGeneration(command);
      const { evaluation, options } = await judgeSamples(command, {
        name: `${parents.name}-improved`,
        tasks: parents.tasks,
        inLoop: { methods, listen: plan.listen },
        omitted: parents.samples.some(({ recorded }) => recorded)
          ? ["another benchmark's verdicts on the samples: improved ones have none to compare them with"]
          : [],
        sources: async (context) => {
          const writers = [...Map.groupBy(parents.samples, (sample) => model ?? sample.model)];
          await ensureTools(
            writers.flatMap(([spec]) => toolsOfModel(spec)),
            context.ensure,
          );
          const jobs = writers.flatMap(([spec, samples]) =>
            methods.map((method) => ({ spec, samples, method })),
          );
          const improved = jobs.map(async ({ spec, samples, method }) =>
            improvedSource(await plan.optionsFor(spec, method, context), { ...parents, samples }),
          );
          return [parentSource(parents), ...(await Promise.all(improved))];
        },
      });
      presentEvaluation(evaluation, options);
      exitOverBudget(plan.budget);
    });
