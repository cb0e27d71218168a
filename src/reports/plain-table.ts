import { styleText } from 'node:util';
import Table from 'cli-table3';

const PARTS = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'].concat([
  'bottom-right',
  'left',
  'right',
  'mid',
  'mid-mid',
  'left-mid',
  'right-mid',
]);

/** A table without lines. The first columns (one, by default) are for names, the others for numbers, at the right. */
export const plainTable = (
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  names = 1,
): string => {
  const table = new Table({
    chars: { ...Object.fromEntries(PARTS.map((part) => [part, ''])), middle: ' ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    colAligns: head.map((_, index) => (index < names ? 'left' : 'right')),
  });
  table.push(
    head.map((text) => styleText('bold', text)),
    ...rows.map((row) => [...row]),
  );
  return table.toString().replaceAll(/ +$/gm, '');
};
