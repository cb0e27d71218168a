import type { Command } from 'commander';
import { commandGroup } from '../../group.ts';

/** `bifocal tasks ...`: task sets, what they hold, and how they are made. */
export const tasksCommand = (): Promise<Command> =>
  commandGroup('tasks', 'task sets: what there is, what they hold, and how they are made', {
    list: async () => (await import('./list.ts')).listCommand(),
    show: async () => (await import('./show.ts')).showCommand(),
    overlap: async () => (await import('./overlap.ts')).overlapCommand(),
    stats: async () => (await import('./stats.ts')).statsCommand(),
    lint: async () => (await import('./lint.ts')).lintCommand(),
    pull: async () => (await import('./pull.ts')).pullCommand(),
    'build-multieval': async () => (await import('./build-multieval.ts')).buildMultiEvalCommand(),
    'build-tests': async () => (await import('./build-tests.ts')).buildTestsCommand(),
  });
