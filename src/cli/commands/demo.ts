import { Command } from 'commander';
import { BASELINE } from '../../analysis/order.ts';
import { loadTasks } from '../../datasets/load-tasks.ts';
import { openBudget } from '../../engine/budget.ts';
import { controlSource } from '../../engine/controls.ts';
import { modelSource } from '../../engine/model-source.ts';
import { DEFAULT_SEED } from '../../engine/score-run.ts';
import type { SampleSource } from '../../engine/source.ts';
import type { Workbenches } from '../../engine/workbench.ts';
import { openMethod } from '../../methods/open.ts';
import { identifyModel, openModel, toolsOfModel } from '../../models/index.ts';
import { ensureTools } from '../../toolchain/ensure.ts';
import { TOOLS } from '../../toolchain/index.ts';
import { judgeSamples } from '../judge.ts';
import { runOptions } from '../options.ts';
import { presentEvaluation, print } from '../output.ts';

const MODEL = 'local:smollm2';
const DECODING = { temperature: 0, topP: 1, maxTokens: 160 };

/** What the model gets of the demo's five minutes; on a slow machine it is asked for fewer tasks. */
const MODEL_SECONDS = 200;

const isReady = async (): Promise<boolean> => {
  const states = await Promise.all(toolsOfModel(MODEL).map((id) => TOOLS[id].probe()));
  return states.every(({ status }) => status === 'ready');
};

const modelSamples = async (workbenches: Workbenches): Promise<SampleSource> =>
  modelSource({
    spec: MODEL,
    identity: await identifyModel(MODEL),
    method: openMethod(BASELINE),
    limits: {},
    workbenches,
    budget: openBudget({ seconds: MODEL_SECONDS }),
    samplesPerTask: 1,
    decoding: DECODING,
    seed: DEFAULT_SEED,
    prompt: 'instruction',
    open: () => openModel(MODEL),
  });

/** `bifocal demo`: three controls and a small real model on Bifocal Core. No key, no container engine. */
export const demoCommand = (): Command =>
  runOptions(new Command('demo'))
    .description('judge three controls and a small local model on Bifocal Core (no key needed)')
    .option('--no-model', 'the controls only')
    .action(async (_options: unknown, command: Command) => {
      const { model } = command.opts<{ model: boolean }>();
      const omitted: string[] = [];
      const { evaluation, options } = await judgeSamples(command, {
        name: 'demo',
        tasks: await loadTasks('core'),
        omitted,
        sources: async ({ ensure, workbenches }) => {
          const controls = controlSource(['secure', 'insecure', 'broken']);
          if (!model) return [controls];
          await ensureTools(toolsOfModel(MODEL), ensure);
          if (await isReady()) return [controls, await modelSamples(workbenches)];
          omitted.push(
            `model ${MODEL}: it could not be fetched -> bifocal setup ${toolsOfModel(MODEL).join(' ')}`,
          );
          return [controls];
        },
      });
      presentEvaluation(evaluation, options);
      if (options.json) return;
      print(
        '',
        'next    bifocal eval SAMPLES.jsonl --tasks core   your own generated code',
        '        bifocal run --model openai:NAME --base-url URL   your own model',
      );
    });
