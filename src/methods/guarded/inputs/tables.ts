import { quoted } from '../../../syntax/literals.ts';
import { textsOfName } from './words.ts';

/** A table of a database as a text describes it, and rows for it. */
export type Table = {
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly isText: boolean;
    readonly definition: string;
  }[];
};

const TABLE =
  /\b(\w+)\s*\(((?:\s*\w+\s+(?:TEXT|INTEGER|INT|REAL|BLOB|VARCHAR|BOOLEAN|DATE\w*|NUMERIC)\b[^()]*(?:\([^()]*\)[^()]*)*))\)/gis;
const NOT_COLUMNS = /^(primary|foreign|unique|check|constraint)$/i;
const PLAIN = /^\w+ (TEXT|INTEGER|INT|REAL|BLOB)( (PRIMARY KEY|NOT NULL|UNIQUE|AUTOINCREMENT))*$/i;
const ROWS = 3;

/** Tables that a text describes as SQL does: `users (id INTEGER PRIMARY KEY, name TEXT)`. */
export const tablesIn = (text: string): readonly Table[] => {
  const found = new Map<string, Table>();
  for (const [, name = '', inside = ''] of text.matchAll(TABLE)) {
    const columns = inside.split(/,(?![^(]*\))/).flatMap((part) => {
      const text = part.trim().replaceAll(/\s+/g, ' ');
      const [column = '', type = ''] = text.split(' ');
      const isText = /text|char|date/i.test(type);
      const definition = PLAIN.test(text) ? text : `${column} ${isText ? 'TEXT' : 'INTEGER'}`;
      return NOT_COLUMNS.test(column) || type === '' ? [] : [{ name: column, isText, definition }];
    });
    if (columns.length > 0 && !found.has(name)) found.set(name, { name, columns });
  }
  return [...found.values()];
};

/** Numbers count up from 1 where they name something, so that rows of several tables belong together. */
const cell = ({ name, isText }: Table['columns'][number], row: number): string => {
  const texts = textsOfName(name);
  if (isText) return quoted(texts[row] ?? `${texts[0]}${row}`);
  if (/^(is_|has_)|blocked|deleted|archived|disabled|locked/.test(name)) return String(row === 2 ? 1 : 0);
  return /id$|position|number/.test(name) ? String(row + 1) : String([100, 20, 3][row] ?? 1);
};

/** Values by column, in the order of the rows. */
export const cellsOf = (
  tables: readonly Table[],
): readonly { readonly name: string; readonly source: string }[] =>
  tables.flatMap(({ columns }) =>
    columns.flatMap((column) =>
      Array.from({ length: ROWS }, (_, row) => ({ name: column.name, source: cell(column, row) })),
    ),
  );

/** The script that makes these tables with some rows; undefined if there are none. */
export const scriptOf = (tables: readonly Table[]): string | undefined => {
  if (tables.length === 0) return undefined;
  return tables
    .map(({ name, columns }) => {
      const definition = columns.map((column) => column.definition).join(', ');
      const rows = Array.from(
        { length: ROWS },
        (_, row) => `(${columns.map((column) => cell(column, row).replaceAll(/^"|"$/g, "'")).join(', ')})`,
      );
      return `CREATE TABLE "${name}" (${definition});\nINSERT INTO "${name}" VALUES ${rows.join(', ')};`;
    })
    .join('\n');
};
