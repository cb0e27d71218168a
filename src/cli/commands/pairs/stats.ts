import { Command } from 'commander';
import { type PairStats, statsOf } from '../../../builders/pairs/stats.ts';
import { parsePairSpec } from '../../../pairs/spec.ts';
import { renderPairStats } from '../../../reports/pair-stats.ts';
import { interruptSignal } from '../../interrupt.ts';
import { print, printJson } from '../../output.ts';
import { filterOptions, filterSchema, toFilter } from './filter.ts';

/** `bifocal pairs stats SPEC...`: what sources hold. */
export const statsCommand = (): Command =>
  filterOptions(
    new Command('stats').description('count what sources hold').argument('<spec...>', 'SOURCE=PATH'),
  ).action(async (words: string[], _options: unknown, command: Command) => {
    const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
    const filter = toFilter(filterSchema.parse(command.opts()));
    const signal = interruptSignal();
    const all: PairStats[] = [];
    for (const spec of words.map(parsePairSpec)) all.push(await statsOf(spec, filter, signal));
    if (json) printJson({ format: 'bifocal.pair-stats/1', sources: all });
    else print(renderPairStats(all));
  });
