import type { Tally } from '../analysis/tally.ts';
import type { PairManifest } from '../builders/pairs/manifest.ts';
import { plainTable } from './plain-table.ts';

const count = (number: number): string => number.toLocaleString('en-US');

const lines = (tally: Tally, indent: string): string[] =>
  Object.entries(tally).map(([name, number]) => `${indent}${count(number).padStart(9)}  ${name}`);

/** What became of the records of every source, step by step. */
export const renderBuild = (
  { sources, benchmarks, files, limited, shared }: PairManifest,
  folder: string,
): string => {
  const perSource = sources.flatMap(({ source, path, licence, records, notPairs, pairs, leftOut, kept }) => [
    `${source}  ${path}  (licence: ${licence})`,
    `  ${count(records).padStart(9)}  records`,
    ...lines(notPairs, '  - '),
    `  ${count(pairs).padStart(9)}  pairs`,
    ...lines(leftOut, '  - '),
    `  ${count(kept).padStart(9)}  kept`,
    '',
  ]);
  const kept = sources.reduce((sum, one) => sum + one.kept, 0);
  const checked = benchmarks.sets.map(({ name, items }) => `${name} (${items})`).join(', ');
  return [
    ...perSource,
    ...(files.length === 0
      ? ['nothing was kept: no file was written, and what was there before stays']
      : [
          plainTable(
            ['file', 'pairs', 'share', 'MB'],
            files.map(({ name, pairs, bytes }) => [
              name,
              count(pairs),
              `${((100 * pairs) / kept).toFixed(1)} %`,
              (bytes / 1e6).toFixed(1),
            ]),
          ),
        ]),
    '',
    ...(limited ? ['limit      reached: what comes behind it was not read'] : []),
    ...(shared.code + shared.prompt > 0
      ? [`splits     share ${count(shared.prompt)} prompts and ${count(shared.code)} codes`]
      : []),
    `apart from ${checked || 'no task set: --keep-benchmarks'}`,
    ...(benchmarks.absent.length > 0
      ? [`not here   ${benchmarks.absent.join(', ')}: nobody compared pairs with the texts of their tasks`]
      : []),
    ...(sources.some(({ leftOut }) => Object.keys(leftOut).some((why) => why.startsWith('overlaps')))
      ? ['left out   what overlaps these, so that scores on them still mean something: --keep-benchmarks']
      : []),
    ...(files.length > 0 ? [`files      ${folder}/ (pairs.json tells all of this)`] : []),
  ].join('\n');
};
