import { Command, Option } from 'commander';
import { z } from 'zod';
import { BASELINE } from '../../../analysis/order.ts';
import { buildMultiEval, type NamedSet } from '../../../builders/multieval/build.ts';
import { KEEP } from '../../../builders/multieval/choose.ts';
import { BifocalError } from '../../../core/errors.ts';
import { LEVELS } from '../../../core/finding.ts';
import { loadTasks } from '../../../datasets/load-tasks.ts';
import { type Equipment, equip } from '../../../engine/equipment.ts';
import { modelSource } from '../../../engine/model-source.ts';
import { openWorkbenches } from '../../../engine/workbench.ts';
import { openMethod } from '../../../methods/open.ts';
import { toolsOfModel } from '../../../models/index.ts';
import { renderMultiEval } from '../../../reports/multieval-table.ts';
import { openScanners } from '../../../scanners/open.ts';
import { type EnsureOptions, ensureTools } from '../../../toolchain/ensure.ts';
import { generationOptions, planGeneration } from '../../generation.ts';
import { interruptSignal } from '../../interrupt.ts';
import { parsers } from '../../options.ts';
import { exitOverBudget, print, printJson } from '../../output.ts';
import { progressView } from '../../progress.ts';

const optionsSchema = z.object({
  model: z
    .array(z.string())
    .min(1)
    .transform((specs) => [...new Set(specs)]),
  analyzers: z.array(z.string()).min(1),
  keep: z.enum(KEEP),
  minSeverity: z.enum(LEVELS).optional(),
  onlyRules: z.array(z.string()).optional(),
  ignoreRules: z.array(z.string()).optional(),
  limit: z.int().positive().optional(),
  sample: z.int().positive().optional(),
  seed: z.int(),
  out: z.string(),
  offline: z.boolean().default(false),
  quiet: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

/** `bifocal tasks build-multieval SET...`: a set of the tasks at whose first attempts models err. */
export const buildMultiEvalCommand = (): Command =>
  generationOptions(new Command('build-multieval'))
    .description('build a set of the tasks at whose first attempts models err, as MultiEval was made')
    .argument('<sets...>', 'known sets, NAME=PATH, or PATHs')
    .option('--model <list>', 'models, as PROVIDER:NAME', parsers.list, ['local:smollm2'])
    .option('--analyzers <list>', 'analyzers of defects that say what an error is', parsers.list, [
      'pyright',
      'ruff-defects',
      'py-compile',
    ])
    .addOption(
      new Option('--keep <rule>', 'how many of the models must err for a task to be kept')
        .choices(KEEP)
        .default('any'),
    )
    .addOption(new Option('--min-severity <level>', 'findings below do not count').choices(LEVELS))
    .option('--only-rules <list>', 'only these rules count', parsers.list)
    .option('--ignore-rules <list>', 'these rules do not count', parsers.list)
    .option('--sample <n>', 'draw n tasks of each set (by --seed)', parsers.integer(1))
    .option('--limit <n>', 'only the first n tasks of each set', parsers.integer(1))
    .option('--out <folder>', 'where the set and its runs go', 'multieval')
    .option('--offline', 'fetch nothing')
    .option('--quiet', 'no progress')
    .action(async (specs: string[], _options: unknown, command: Command) => {
      const options = optionsSchema.parse(command.optsWithGlobals());
      mustBeAnalyzers(options.analyzers);
      const sets = await loadSets(specs);
      const plan = planGeneration(command);
      const signal = interruptSignal();
      const view = progressView(options.quiet || options.json);
      let equipment: Equipment | undefined;
      try {
        const ensure: EnsureOptions = { offline: options.offline, notice: view.notice, signal };
        equipment = await equip({
          sandbox: 'auto',
          scanners: options.analyzers,
          environment: undefined,
          ...ensure,
        });
        mustBeThere(equipment);
        await ensureTools(options.model.flatMap(toolsOfModel), ensure);
        const context = {
          ensure,
          workbenches: openWorkbenches({ scanners: [], bench: undefined }),
          mayRun: false,
        };
        const result = await buildMultiEval({
          sets,
          models: options.model,
          sources: () =>
            Promise.all(
              options.model.map(async (spec) =>
                modelSource({
                  ...(await plan.optionsFor(spec, openMethod(BASELINE), context)),
                  samplesPerTask: 1,
                }),
              ),
            ),
          analyzers: equipment.scanners,
          keep: options.keep,
          policy: policyOf(options),
          ...(options.limit !== undefined && { limit: options.limit }),
          ...(options.sample !== undefined && { sample: options.sample }),
          seed: options.seed,
          folder: options.out,
          signal,
          listener: view,
        });
        view.stop();
        if (options.json) printJson(result);
        else print(renderMultiEval(result, options.out));
      } finally {
        view.stop();
        await equipment?.close();
      }
      exitOverBudget(plan.budget);
    });

const policyOf = ({ minSeverity, onlyRules, ignoreRules }: Options) => ({
  ...(minSeverity && { minSeverity }),
  ...(onlyRules && { onlyRules }),
  ...(ignoreRules && { ignoreRules }),
});

/** Sets that are called the same get a number: each has a run folder of its own. */
const loadSets = async (specs: readonly string[]): Promise<NamedSet[]> => {
  const taken = new Set<string>();
  const sets: NamedSet[] = [];
  for (const spec of specs) {
    const set = await loadTasks(spec);
    let { name } = set;
    for (let number = 2; taken.has(name); number++) name = `${set.name}-${number}`;
    taken.add(name);
    sets.push({ name, set });
  }
  return sets;
};

const mustBeAnalyzers = (names: readonly string[]): void => {
  const stranger = openScanners(names, {}).find(({ role }) => role !== 'defects');
  if (!stranger) return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `${stranger.id} does not look for defects`,
    'name analyzers of defects: `bifocal scanners` lists them',
  );
};

/** With one of them less it would be another set. */
const mustBeThere = ({ omitted: [first] }: Equipment): void => {
  if (first === undefined) return;
  throw new BifocalError('BIFOCAL_TOOL_MISSING', first, 'mend that, or leave it out of --analyzers');
};
