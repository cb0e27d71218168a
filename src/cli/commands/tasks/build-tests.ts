import { existsSync } from 'node:fs';
import { styleText } from 'node:util';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { drawn } from '../../../builders/drawn.ts';
import { type BuiltSet, buildSet } from '../../../builders/unit-tests/build-set.ts';
import { asCalls } from '../../../builders/unit-tests/known.ts';
import { preparePlace } from '../../../builders/unit-tests/place.ts';
import { summarise } from '../../../builders/unit-tests/summary.ts';
import { BifocalError, EXIT } from '../../../core/errors.ts';
import type { Task } from '../../../core/task.ts';
import { loadTasks, type TaskSet } from '../../../datasets/load-tasks.ts';
import { equip } from '../../../engine/equipment.ts';
import { checkModel, identifyModel, openModel, toolsOfModel } from '../../../models/index.ts';
import { plainTable } from '../../../reports/plain-table.ts';
import { sandboxes } from '../../../sandbox/index.ts';
import { ensureTools } from '../../../toolchain/ensure.ts';
import { askingOptions, planAsking } from '../../generation.ts';
import { interruptSignal } from '../../interrupt.ts';
import { mustBeTyped } from '../../judge.ts';
import { parsers } from '../../options.ts';
import { exitOverBudget, print, printJson } from '../../output.ts';
import { progressView } from '../../progress.ts';

const optionsSchema = z.object({
  model: z.string(),
  alsoMade: z.boolean().default(false),
  alsoWithTests: z.boolean().default(false),
  inputs: z.int(),
  rounds: z.int(),
  mutants: z.int(),
  minKill: z.number(),
  minCoverage: z.number(),
  minCases: z.int(),
  weak: z.boolean().default(false),
  sample: z.int().optional(),
  limit: z.int().optional(),
  workers: z.int(),
  out: z.string().optional(),
  sandbox: z.string(),
  offline: z.boolean().default(false),
  quiet: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

const NO_MODEL = 'none';

const share = (text: string): number => {
  const value = parsers.decimal(text);
  if (value <= 1) return value;
  throw new InvalidArgumentError('a share from 0 to 1 is needed.');
};

/** `bifocal tasks build-tests SET`: unit tests for tasks that have a reference, as SecCodePLT+ came to be. */
export const buildTestsCommand = (): Command =>
  askingOptions(new Command('build-tests'), { temperature: 0.7, maxTokens: 600 })
    .description('build unit tests for tasks that have a reference and no tests, as SecCodePLT+ came to be')
    .argument('<set>', 'a known set, NAME=PATH, or a PATH')
    .option('--model <spec>', 'who proposes inputs: PROVIDER:NAME, or none (made without a model)', NO_MODEL)
    .option('--also-made', 'with a model: try inputs that are made without it, too')
    .option('--also-with-tests', 'add to tests that are there, where these are calls')
    .option('--inputs <n>', 'cases for a task, unless coverage and mutants need more', parsers.integer(1), 8)
    .option('--rounds <n>', 'questions to the model about a task, at most', parsers.integer(1), 2)
    .option('--mutants <n>', 'mutants of a reference, at most', parsers.integer(0), 40)
    .option('--min-kill <share>', 'tests that kill a smaller share of mutants are weak', share, 0.5)
    .option('--min-coverage <share>', 'tests that run a smaller share of statements are weak', share, 0.5)
    .option('--min-cases <n>', 'tests of fewer cases are weak', parsers.integer(1), 2)
    .option('--weak', 'write tasks with weak tests, too')
    .option('--sample <n>', 'draw n tasks (by --seed)', parsers.integer(1))
    .option('--limit <n>', 'only the first n tasks', parsers.integer(1))
    .option('--workers <n>', 'tasks at once', parsers.integer(1), 2)
    .option('--out <file>', 'where the tasks go (default: SET-built.jsonl)')
    .addOption(
      new Option('--sandbox <id>', 'where references run')
        .choices(['auto', ...Object.keys(sandboxes)])
        .default('auto'),
    )
    .option('--offline', 'fetch nothing')
    .option('--quiet', 'no progress')
    .action(async (spec: string, _options: unknown, command: Command) => {
      const options = optionsSchema.parse(command.optsWithGlobals());
      mustBeTyped(command);
      const set = await loadTasks(spec);
      const plan = planAsking(command);
      const wanted = drawn(wantedOf(set.tasks, options), { ...options, seed: plan.seed });
      if (wanted.length === 0) throw nothingToDo(set, options);
      const { name } = set;
      for (const { where, message } of set.problems) process.stderr.write(`${where}: ${message}\n`);
      const out = options.out ?? `${name}-built.jsonl`;
      preparePlace(out, spec.slice(existsSync(spec) ? 0 : spec.indexOf('=') + 1));
      const signal = interruptSignal();
      const view = progressView(options.quiet || options.json);
      const ensure = { offline: options.offline, notice: view.notice, signal };
      const modelOptions = plan.modelOptions(view.notice);
      await ensureTools(toolsOfModel(options.model), ensure);
      await checkModel(options.model, modelOptions);
      const { bench, omitted, close } = await equip({
        sandbox: options.sandbox,
        scanners: [],
        environment: set.environment,
        ...ensure,
      });
      try {
        if (!bench) throw new BifocalError('BIFOCAL_SANDBOX', 'nothing can be run here', 'bifocal doctor');
        const done: string[] = [];
        const result = await buildSet({
          set: name,
          tasks: set.tasks,
          wanted,
          settings: settingsOf(options),
          model:
            options.model === NO_MODEL
              ? undefined
              : {
                  ...plan,
                  spec: options.model,
                  identity: await identifyModel(options.model, modelOptions),
                  open: () => openModel(options.model, modelOptions),
                },
          bench,
          out,
          weak: options.weak,
          workers: options.workers,
          signal,
          onReport: ({ status, task }) => {
            done.push(task);
            const unknown = Number(status === 'unknown');
            view.progress({ stage: 'tests', done: done.length, total: wanted.length, unknown });
          },
        });
        view.stop();
        if (options.json) printJson({ format: 'bifocal.built-tests/1', set: name, out, ...result, omitted });
        else present(result, out, omitted);
        if (result.written === 0) process.exitCode = EXIT.gateFailed;
        exitOverBudget(plan.budget);
      } finally {
        view.stop();
        await close();
      }
    });

const settingsOf = (options: Options) => {
  const { inputs, rounds, alsoMade: made, mutants, minKill, minCoverage, minCases } = options;
  return { inputs, rounds, made, mutants, minKill, minCoverage, minCases };
};

/** Tasks with a reference, and without tests unless asked for. */
const wantedOf = (tasks: readonly Task[], { alsoWithTests }: Options): readonly Task[] =>
  tasks.filter(
    ({ solutions, tests }) =>
      solutions.secure !== undefined && (tests === undefined || (alsoWithTests && asCalls(tests))),
  );

const nothingToDo = ({ name, tasks }: TaskSet, { alsoWithTests }: Options): BifocalError => {
  const known = tasks.some(({ solutions }) => solutions.secure !== undefined);
  const [message, hint] = !known
    ? [
        `no task of ${name} has a reference solution`,
        'what is expected of other code is what the reference does',
      ]
    : alsoWithTests
      ? [`the tests of ${name} cannot be added to`, 'only those that are calls can: see docs/unit-tests.md']
      : [`every task of ${name} that has a reference has tests`, 'add --also-with-tests'];
  return new BifocalError('BIFOCAL_INPUT', message, hint);
};

const percent = (part: number, all: number): string =>
  all === 0 ? '-' : `${((100 * part) / all).toFixed(1)} % (${part} of ${all})`;

const counts = (by: Readonly<Record<string, number>>): string =>
  Object.entries(by)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ') || '0';

const present = (
  { reports, written, undone, usage }: BuiltSet,
  out: string,
  omitted: readonly string[],
): void => {
  const { tasks, proposed, dropped, kept, statements, mutants } = summarise(reports);
  for (const { task, status, reason } of reports)
    if (status !== 'built') print(`${styleText('yellow', status.padEnd(8))} ${task}: ${reason ?? ''}`);
  print(
    `inputs   ${counts(proposed)} proposed`,
    plainTable(
      ['dropped', 'because', 'inputs'],
      dropped.map(({ reason, inputs, words }) => [reason, words, inputs]),
      2,
    ),
    `cases    ${counts(kept)} kept`,
    `covered  ${percent(statements.run, statements.total)} of the statements of references`,
    `killed   ${percent(mutants.killed, mutants.total)} of their mutants; by the new cases alone ${mutants.alone}, by tests that were there ${mutants.before}; ${mutants.unjudged} not judged, ${mutants.broken} left out that do not load`,
    `tasks    ${tasks.built} built, ${tasks.weak} weak, ${tasks.none} without a case, ${tasks.unknown} unknown`,
    ...Object.entries(undone).map(([reason, count]) =>
      styleText('yellow', `undone   ${count} tasks: ${reason} (the same command goes on)`),
    ),
    ...(usage.completionTokens === undefined
      ? []
      : [`usage    ${usage.promptTokens ?? 0} tokens in, ${usage.completionTokens} out`]),
    ...omitted.map((text) => `left out ${text}`),
    '',
    `files    ${out} (${written} tasks), ${out}.journal`,
    ...(written > 0 ? [`next     bifocal verify --tasks ${out}`] : []),
  );
};
