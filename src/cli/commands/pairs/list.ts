import { Command } from 'commander';
import { pairSources } from '../../../pairs/index.ts';
import type { PairSource } from '../../../pairs/source.ts';
import { renderSources } from '../../../reports/pair-stats.ts';
import { print, printJson } from '../../output.ts';

/** `bifocal pairs list`: the sources that there are. */
export const listCommand = (): Command =>
  new Command('list')
    .description('list the sources that there are')
    .action((_options: unknown, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const sources = Object.values<PairSource>(pairSources);
      if (json) {
        printJson({
          format: 'bifocal.pair-sources/1',
          sources: sources.map(({ id, title, levels, publication }) => ({
            id,
            title,
            levels,
            publication: publication ?? null,
          })),
        });
      } else print(renderSources(sources));
    });
