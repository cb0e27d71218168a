import type { Command } from 'commander';
import { commandGroup } from '../../group.ts';

/** `bifocal pairs ...`: sets for preference training. */
export const pairsCommand = (): Promise<Command> =>
  commandGroup('pairs', 'preference pairs: where they come from, and sets for training', {
    list: async () => (await import('./list.ts')).listCommand(),
    stats: async () => (await import('./stats.ts')).statsCommand(),
    build: async () => (await import('./build.ts')).buildCommand(),
  });
