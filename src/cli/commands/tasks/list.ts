import { Command } from 'commander';
import { loadTasks } from '../../../datasets/load-tasks.ts';
import { print, printJson } from '../../output.ts';

/** `bifocal tasks list [SET]`: the tasks of a set. */
export const listCommand = (): Command =>
  new Command('list')
    .description('list the tasks of a set')
    .argument('[set]', 'core, a known set, NAME=PATH, or a PATH', 'core')
    .action(async (spec: string, _options: unknown, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const set = await loadTasks(spec);
      for (const { where, message } of set.problems) process.stderr.write(`${where}: ${message}\n`);
      if (json) {
        printJson(set.tasks);
        return;
      }
      for (const { id, cwes, title, entryPoint } of set.tasks)
        print(
          `${id.padEnd(36)} ${cwes
            .map((cwe) => `CWE-${cwe}`)
            .join(' ')
            .padEnd(22)} ${title ?? entryPoint ?? ''}`,
        );
    });
