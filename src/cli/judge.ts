import type { Command } from 'commander';
import { BifocalError } from '../core/errors.ts';
import type { TaskSet } from '../datasets/load-tasks.ts';
import { quarantineText } from '../datasets/quarantine.ts';
import { equip, programLanguages } from '../engine/equipment.ts';
import { type Evaluation, evaluate } from '../engine/evaluate.ts';
import type { SampleSource } from '../engine/source.ts';
import { openWorkbenches, type Workbenches } from '../engine/workbench.ts';
import type { OpenMethod } from '../methods/open.ts';
import type { ScannerSettings } from '../scanners/family.ts';
import { openScanners } from '../scanners/open.ts';
import type { EnsureOptions } from '../toolchain/ensure.ts';
import { interruptSignal } from './interrupt.ts';
import { type RunOptions, runOptionsSchema, toScoring } from './options.ts';
import { progressView } from './progress.ts';

/** To run hostile code without a sandbox is a decision of the moment: no variable and no file makes it. */
export const mustBeTyped = (command: Command): void => {
  const { sandbox } = command.opts<{ sandbox?: string }>();
  if (sandbox !== 'none' || command.getOptionValueSource('sandbox') === 'cli') return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    'a variable or the configuration asks for no sandbox',
    'type --sandbox none each time, if you accept the danger',
  );
};

const scannerSettings = (options: RunOptions): ScannerSettings => {
  const { judgeVotes, judgeTemperature, judgeMaxTokens, judgeBaseUrl, judgePrice } = options;
  return {
    judge: {
      ...(judgeVotes !== undefined && { votes: judgeVotes }),
      ...(judgeTemperature !== undefined && { temperature: judgeTemperature }),
      ...(judgeMaxTokens !== undefined && { maxTokens: judgeMaxTokens }),
    },
    ...(options.commands && { commands: options.commands }),
    models: {
      ...(judgeBaseUrl !== undefined && { baseUrl: judgeBaseUrl }),
      ...(judgePrice && { price: { input: judgePrice[0], output: judgePrice[1] } }),
    },
  };
};

const mustHaveTasks = ({ limit }: RunOptions, tasks: TaskSet | undefined): void => {
  if (limit === undefined || tasks !== undefined) return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    '--limit counts the tasks of a set',
    'say --tasks SET, or leave it out',
  );
};

/** What sources may use that let methods write code. */
export type JudgingContext = {
  readonly ensure: EnsureOptions;
  readonly workbenches: Workbenches;
  /** Whether code can be run here. */
  readonly mayRun: boolean;
};

/** What methods of a command use while they work. */
export type InLoop = {
  readonly methods: readonly OpenMethod[];
  /** Scanners that they listen to; those of roles to which none of them listens are left out. */
  readonly listen: readonly string[];
};

const NO_METHODS: InLoop = { methods: [], listen: [] };

/** The names of scanners that any of the methods listens to. */
const heard = ({ methods, listen }: InLoop, settings: ScannerSettings): string[] => {
  const roles = new Set(methods.flatMap(({ listens }) => listens));
  return listen.filter((name) => openScanners([name], settings).some(({ role }) => roles.has(role)));
};

/** What the commands that judge samples share: equipment, progress, interruption. */
export const judgeSamples = async (
  command: Command,
  job: {
    readonly name: string;
    readonly tasks: TaskSet | undefined;
    readonly sources: (context: JudgingContext) => Promise<SampleSource[]> | SampleSource[];
    readonly inLoop?: InLoop;
    readonly omitted?: readonly string[];
  },
): Promise<{ evaluation: Evaluation; options: RunOptions }> => {
  const options = runOptionsSchema.parse(command.optsWithGlobals());
  mustBeTyped(command);
  mustHaveTasks(options, job.tasks);
  const signal = interruptSignal();
  const view = progressView(options.quiet || options.json);
  let closing = async (): Promise<void> => {};
  try {
    const ensure: EnsureOptions = { offline: options.offline, notice: view.notice, signal };
    const tasks = job.tasks && { ...job.tasks, tasks: job.tasks.tasks.slice(0, options.limit) };
    const quarantined = job.tasks?.quarantined ?? [];
    const leftOut = [
      ...(job.tasks?.tasks.slice(tasks?.tasks.length).map(({ id }) => id) ?? []),
      ...quarantined.map(({ task }) => task).filter((id) => !tasks?.tasks.some((task) => task.id === id)),
    ];
    const inLoop = job.inLoop ?? NO_METHODS;
    const settings = scannerSettings(options);
    const listen = heard(inLoop, settings);
    const tested = options.tests && tasks?.tasks.some(({ tests }) => tests);
    const runsCode = tested || inLoop.methods.some(({ needs }) => needs.includes('sandbox'));
    const equipment = await equip({
      sandbox: options.sandbox,
      // What a method listens to is among the scanners of the run, so that tables can show both sides.
      scanners: [...options.scanners, ...listen],
      scannerSettings: settings,
      ...(tasks && { languages: tasks.tasks.map(({ language }) => language) }),
      environment: runsCode ? (tasks?.environment ?? 'python-tests') : undefined,
      programs: programLanguages(tasks?.tasks ?? []),
      ...ensure,
    });
    closing = equipment.close;
    const ids = new Set(openScanners(listen, settings).map(({ id }) => id));
    const workbenches = openWorkbenches({
      scanners: equipment.scanners.map(({ scanner }) => scanner).filter(({ id }) => ids.has(id)),
      bench: equipment.bench,
    });
    const mayRun = equipment.bench !== undefined;
    const sources = await job.sources({ ensure, workbenches, mayRun });
    const evaluation = await evaluate({
      name: job.name,
      tasks,
      leftOut,
      sources,
      testsWanted: options.tests,
      bench: tested ? equipment.bench : undefined,
      scanners: equipment.scanners,
      omitted: [
        ...equipment.omitted,
        ...(job.tasks ? [...(job.tasks.notes ?? []), ...quarantineText(job.tasks)] : []),
        ...(job.omitted ?? []),
      ],
      reruns: options.reruns,
      workers: options.workers,
      signal,
      listener: view,
      ...(options.out ? { out: options.out } : {}),
      ...toScoring(options),
    });
    return { evaluation, options };
  } finally {
    view.stop();
    await closing();
  }
};
