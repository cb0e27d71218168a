import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import { BifocalError, EXIT } from '../../core/errors.ts';
import { loadTasks } from '../../datasets/load-tasks.ts';
import { equip, programLanguages } from '../../engine/equipment.ts';
import { verifyTasks } from '../../engine/verify.ts';
import { sandboxes } from '../../sandbox/index.ts';
import { interruptSignal } from '../interrupt.ts';
import { mustBeTyped } from '../judge.ts';
import { parsers, rerunsOption, runOptionsSchema } from '../options.ts';
import { print, printJson } from '../output.ts';
import { progressView } from '../progress.ts';

const optionsSchema = runOptionsSchema.pick({
  sandbox: true,
  limit: true,
  reruns: true,
  workers: true,
  offline: true,
  quiet: true,
  json: true,
});

/** `bifocal verify`: do the tests of a task set tell right from wrong? */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description('prove that the tests of a task set tell right from wrong')
    .option('--tasks <set>', 'core, a known set, NAME=PATH, or a PATH', 'core')
    .addOption(
      new Option('--sandbox <id>', 'where the code runs')
        .choices(['auto', ...Object.keys(sandboxes)])
        .default('auto'),
    )
    .option('--limit <n>', 'only the first n tasks', parsers.integer(1))
    .addOption(rerunsOption())
    .option('--workers <n>', 'tests at once', parsers.integer(1), 2)
    .option('--offline', 'fetch nothing')
    .option('--quiet', 'no progress')
    .action(async (_options: unknown, command: Command) => {
      const options = optionsSchema.parse(command.optsWithGlobals());
      const set = await loadTasks(command.opts<{ tasks: string }>().tasks);
      const tasks = set.tasks.slice(0, options.limit);
      mustBeTyped(command);
      const signal = interruptSignal();
      const view = progressView(options.quiet || options.json);
      const { bench, omitted, close } = await equip({
        sandbox: options.sandbox,
        scanners: [],
        environment: set.environment,
        programs: programLanguages(tasks),
        offline: options.offline,
        notice: view.notice,
        signal,
      });
      if (!bench) throw new BifocalError('BIFOCAL_SANDBOX', 'nothing can be tested here', 'bifocal doctor');
      let done = 0;
      const results = await verifyTasks(tasks, bench, {
        reruns: options.reruns,
        workers: options.workers,
        signal,
        onTask: () => {
          done += 1;
          view.progress({ stage: 'tests', done, total: tasks.length, unknown: 0 });
        },
      }).finally(async () => {
        view.stop();
        await close();
      });
      const of = (status: string) => results.filter((result) => result.status === status);
      const unreadable = set.problems;
      if (options.json)
        printJson({ format: 'bifocal.verification/1', set: set.name, results, unreadable, omitted });
      else {
        for (const { where, message } of unreadable)
          print(`${styleText('red', 'unreadable ')} ${where}: ${message}`);
        for (const { task, faults } of of('quarantined'))
          print(`${styleText('red', 'quarantined')} ${task}: ${faults.join('; ')}`);
        for (const { task, faults } of of('unknown'))
          print(`${styleText('yellow', 'unknown    ')} ${task}: ${faults.join('; ')}`);
        print(
          `${of('trusted').length} of ${tasks.length} tasks of ${set.name} can be trusted, ${of('quarantined').length} quarantined, ${of('unknown').length} unknown`,
          ...omitted.map((text) => `left out  ${text}`),
        );
      }
      if (of('quarantined').length + unreadable.length > 0) process.exitCode = EXIT.gateFailed;
      else if (of('unknown').length > 0) process.exitCode = EXIT.tooManyUnknowns;
    });
