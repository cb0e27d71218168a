import type { PairStats } from '../builders/pairs/stats.ts';
import type { PairSource } from '../pairs/source.ts';
import { plainTable } from './plain-table.ts';

const count = (number: number): string => number.toLocaleString('en-US');

/** What sources there are. */
export const renderSources = (sources: readonly PairSource[]): string =>
  plainTable(
    ['source', 'what', 'levels', 'licence', 'where it is published'],
    sources.map(({ id, title, levels, publication }) => [
      id,
      title,
      levels.join(', '),
      publication?.licence ?? '-',
      publication?.page ?? '-',
    ]),
    5,
  );

/** What sources hold. */
export const renderPairStats = (all: readonly PairStats[]): string =>
  all
    .map((stats) =>
      [
        `${stats.source}  ${stats.path}`,
        `${count(stats.records)} records, ${count(stats.pairs)} pairs in ${count(stats.groups)} groups`,
        ...(stats.pairs > 0 ? ['', tableOf(stats)] : []),
        ...Object.entries(stats.notPairs).map(([why, number]) => `${count(number).padStart(9)}  not: ${why}`),
        '',
      ].join('\n'),
    )
    .join('\n');

const tableOf = ({ pairs, languages, levels, cwes, bytes, prompts }: PairStats): string =>
  [
    ...[languages, levels, cwes].map((tally) =>
      Object.entries(tally)
        .map(([name, number]) => `${name} ${count(number)}`)
        .join(', '),
    ),
    `bytes of a version: median ${count(bytes.median)}, 95th percentile ${count(bytes.p95)}, most ${count(bytes.most)}`,
    `with a prompt of their own: ${count(prompts)} of ${count(pairs)}`,
  ].join('\n');
