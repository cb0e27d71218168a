import { Command } from 'commander';
import { countCases } from '../../../analysis/tasks/cases.ts';
import { BifocalError } from '../../../core/errors.ts';
import { loadTasks } from '../../../datasets/load-tasks.ts';
import { readQuarantine } from '../../../datasets/quarantine.ts';
import { renderTask } from '../../../reports/task-card.ts';
import { printInputNotes } from '../../input-notes.ts';
import { print, printJson } from '../../output.ts';

/** `bifocal tasks show SET ID`: one task. */
export const showCommand = (): Command =>
  new Command('show')
    .description('show one task')
    .argument('<set>', 'core, a known set, NAME=PATH, or a PATH')
    .argument('<id>', 'task to show')
    .action(async (spec: string, id: string, _options: unknown, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const { name, tasks, notes = [] } = await loadTasks(spec, { quarantine: false });
      printInputNotes({ notes });
      const task = tasks.find((one) => one.id === id) ?? tasks.find((one) => one.id.endsWith(`/${id}`));
      if (!task)
        throw new BifocalError(
          'BIFOCAL_INPUT',
          `no task of ${name} is called ${id}`,
          `bifocal tasks list ${spec}`,
        );
      const quarantined = readQuarantine(name)?.entries.filter((entry) => entry.task === task.id) ?? [];
      if (json) printJson({ ...task, quarantined });
      else print(renderTask({ task, cases: countCases(task), quarantined }));
    });
