import type { Column } from '../exhibits/exhibit.ts';
import { visible } from '../visible.ts';
import type { Format } from './format.ts';
import { isNumeric, type LaidCell, withN } from './layout.ts';
import { detailTexts, numberText } from './numbers.ts';

/** A table as GitHub reads it. Of a figure its picture, `ID.svg`, and the table of its numbers. */
export const markdown: Format = {
  write: (id, exhibit) => {
    const table = withN(exhibit.kind === 'figure' ? exhibit.table : exhibit);
    const { columns, rows, notes } = table;
    const caption = escaped(exhibit.caption);
    return [
      `**${caption}**`,
      '',
      ...(exhibit.kind === 'figure' ? [`![${caption}](${id}.svg)`, ''] : []),
      line(columns.map(headOf)),
      line(columns.map((_, at) => (isNumeric(table, at) ? '---:' : ':---'))),
      ...rows.map((row) => line(row.map(cellText))),
      '',
      ...notes.map((note) => `- ${escaped(note)}`),
      '',
    ].join('\n');
  },
};

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const headOf = ({ over, group, title }: Column): string =>
  [over, group, title]
    .flatMap((part) => (part === undefined || part === '' ? [] : [escaped(part)]))
    .join('<br>');

const cellText = ({ cell, withN }: LaidCell): string => {
  if (cell === null) return '–';
  if (typeof cell === 'string') return escaped(cell);
  const details = detailTexts(cell, withN);
  return `${escaped(numberText(cell))}${details.length > 0 ? `<br><sub>${details.map(escaped).join('<br>')}</sub>` : ''}`;
};

/** Text that stays text: no mark-up, no HTML, no end of the cell. */
const escaped = (text: string): string =>
  text
    .split('\n')
    .map((part) =>
      visible(part)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_{}[\]#|~]/g, String.raw`\$&`),
    )
    .join('<br>');
