import { join } from 'node:path';
import { FILES, type MultiEval } from '../builders/multieval/build.ts';
import { plainTable } from './plain-table.ts';

const HEAD = [
  ...['set', 'available', 'tasks', 'attempts', 'erroneous', 'error-free', 'unknown'],
  ...['kept', 'undecided', 'dropped'],
];
const SHOWN_RULES = 5;

/** What became of the tasks of each set, step by step, for a terminal. */
export const renderMultiEval = ({ making, sets, total }: MultiEval, folder: string): string => {
  const analyzers = Object.keys(making.analyzers);
  const rows = [...sets, ...(sets.length > 1 ? [{ name: 'all', ...total }] : [])];
  const tasks = join(folder, FILES.tasks);
  return [
    plainTable(HEAD, rows.map(cellsOf)),
    '',
    `erroneous  a finding of ${analyzers.join(', ')} in a first attempt; kept: ${KEPT[making.keep]}`,
    ...(total.cutOff > 0
      ? [`cut off    ${total.cutOff} erroneous attempts ended at the limit of tokens: the error may be its`]
      : []),
    ...(total.unknown > 0
      ? [
          'unknown    nobody could judge the attempt; undecided: were such attempts erroneous, it would be kept',
        ]
      : []),
    ...sets.flatMap(({ name, unknownBecause: [first] }) =>
      first ? [`unknown    ${name}: ${first.reason} (${first.samples})`] : [],
    ),
    ...sets.flatMap(({ name, rules }) =>
      rules.length > 0
        ? [
            `rules      ${name}: ${rules
              .slice(0, SHOWN_RULES)
              .map(({ rule, attempts }) => `${rule} (${attempts})`)
              .join(', ')}`,
          ]
        : [],
    ),
    '',
    `files      ${tasks} (${total.kept} tasks), ${join(folder, FILES.summary)}, ${join(folder, FILES.runs)}/`,
    ...(total.kept > 0
      ? [`next       bifocal run --tasks ${tasks} --scanners ${analyzers.join(',')} --model ...`]
      : []),
  ].join('\n');
};

type Counts = Omit<MultiEval['total'], 'cutOff'> & { readonly name: string };

const cellsOf = (row: Counts): (string | number)[] => [
  row.name,
  row.available,
  ...[row.tasks, row.attempts, row.erroneous, row.errorFree, row.unknown],
  ...[row.kept, row.undecided, row.dropped],
];

const KEPT = {
  any: 'any model erred',
  majority: 'more than half of the models erred',
  all: 'all models erred',
} as const satisfies Readonly<Record<MultiEval['making']['keep'], string>>;
