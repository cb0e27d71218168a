import { styleText } from 'node:util';
import { Command } from 'commander';
import { BifocalError } from '../../core/errors.ts';
import { loadTasks } from '../../datasets/load-tasks.ts';
import { print, printJson } from '../output.ts';

/** `bifocal tasks [SET] [ID]`: what a task set holds. */
export const tasksCommand = (): Command =>
  new Command('tasks')
    .description('list the tasks of a set, or show one')
    .argument('[set]', 'core, a known set, NAME=PATH, or a PATH', 'core')
    .argument('[id]', 'task to show')
    .action(async (spec: string, id: string | undefined, _options: unknown, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const set = await loadTasks(spec);
      for (const { where, message } of set.problems) process.stderr.write(`${where}: ${message}\n`);
      if (id === undefined) {
        if (json) printJson(set.tasks);
        else
          for (const task of set.tasks)
            print(
              `${task.id.padEnd(36)} ${task.cwes
                .map((cwe) => `CWE-${cwe}`)
                .join(' ')
                .padEnd(22)} ${task.title ?? task.entryPoint ?? ''}`,
            );
        return;
      }
      const task = set.tasks.find((one) => one.id === id || one.id.endsWith(`/${id}`));
      if (!task)
        throw new BifocalError(
          'BIFOCAL_INPUT',
          `no task of ${set.name} is called ${id}`,
          `bifocal tasks ${spec}`,
        );
      if (json) printJson(task);
      else {
        print(
          styleText('bold', `${task.id}  ${task.cwes.map((cwe) => `CWE-${cwe}`).join(' ')}`),
          '',
          task.prompt.instruction ?? '',
          '',
          task.prompt.completion ?? '',
        );
      }
    });
