import { plainTable } from '../../src/reports/plain-table.ts';
import type { Result, Way } from './result.ts';

const SHOWN = 5;

const seconds = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 2 : 1);

/** A wall time within what a busy machine's noise takes away is no measure for others. */
const times = (value: number): string =>
  value > 0 && Number.isFinite(value) ? `${value.toFixed(Math.abs(value) < 10 ? 2 : 1)}x` : '-';

const rowOf = (way: Way): (string | number)[] => [
  `  ${way.way}`,
  way.scanned,
  way.processes,
  seconds(way.cpu),
  seconds(way.wall),
  times(way.cpuRatio),
  times(way.wallRatio),
  way.peak.toFixed(0),
  way.findings ?? '-',
  way.unknown ?? '-',
  seconds(way.others),
];

const troubles = ({ scanner, differences, survived }: Result): string[] => [
  ...survived.map((sample) => `${scanner}: ${sample} did not crash it`),
  ...differences
    .slice(0, SHOWN)
    .flatMap(({ way, sample, inBatch, otherwise }) => [
      `${scanner}: ${sample} differs (${way})`,
      `    in batch:  ${inBatch}`,
      `    otherwise: ${otherwise}`,
    ]),
  ...(differences.length > SHOWN ? [`${scanner}: ${differences.length - SHOWN} more differ`] : []),
];

/** All scanners' figures, and what should have been the same and is not. */
export const renderResults = (results: readonly Result[]): string => {
  if (results.length === 0) return 'Nothing could be measured.';
  const head = [
    '',
    'scanned',
    'processes',
    'CPU s',
    'wall s',
    'CPU x',
    'wall x',
    'MiB',
    'findings',
    'unknown',
    'others s',
  ];
  const rows = results.flatMap((result) => [
    [`${result.scanner}: ${result.samples} samples`, ...head.slice(1).map(() => '')],
    ...result.ways.map(rowOf),
  ]);
  const starts = results.map(
    ({ scanner, version, start }) => `  ${scanner} (${version}): ${seconds(start.cpu)}`,
  );
  const found = results.flatMap(troubles);
  return [
    plainTable(head, rows),
    '',
    'CPU seconds until our process has a scanner ready, which are not counted above:',
    ...starts,
    '',
    ...(found.length > 0 ? found : ['The findings are the same, whichever way a sample was scanned.']),
  ].join('\n');
};
