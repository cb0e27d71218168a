import { styleText } from 'node:util';
import { Command } from 'commander';
import { BifocalError } from '../../../core/errors.ts';
import { loadTasks } from '../../../datasets/load-tasks.ts';
import { print, printJson } from '../../output.ts';

/** `bifocal tasks show SET ID`: one task. */
export const showCommand = (): Command =>
  new Command('show')
    .description('show one task')
    .argument('<set>', 'core, a known set, NAME=PATH, or a PATH')
    .argument('<id>', 'task to show')
    .action(async (spec: string, id: string, _options: unknown, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const { name, tasks } = await loadTasks(spec);
      const task = tasks.find((one) => one.id === id || one.id.endsWith(`/${id}`));
      if (!task)
        throw new BifocalError(
          'BIFOCAL_INPUT',
          `no task of ${name} is called ${id}`,
          `bifocal tasks list ${spec}`,
        );
      if (json) printJson(task);
      else
        print(
          styleText('bold', `${task.id}  ${task.cwes.map((cwe) => `CWE-${cwe}`).join(' ')}`),
          '',
          task.prompt.instruction ?? '',
          '',
          task.prompt.completion ?? '',
        );
    });
