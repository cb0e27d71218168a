import type { Command } from 'commander';
import { commandGroup } from '../../group.ts';

/** `bifocal tasks ...`: task sets, what they hold, and how they are made. */
export const tasksCommand = (): Promise<Command> =>
  commandGroup('tasks', 'task sets: what there is, what they hold, and how they are made', {
    list: async () => (await import('./list.ts')).listCommand(),
    show: async () => (await import('./show.ts')).showCommand(),
  });
