/**
 * Counts what is wrong with the code of a set that has no tests: rows without it, code that does not parse, code that is
 * there twice, and pairs of which both sides are the same.
 *
 *     node scripts/audit-code.ts FIELD[,FIELD] FILE...
 *
 * The files are taken as one set. The language of a row is its field `language`, or what its `file_name` ends with; only
 * what our parsers know is parsed (Python), the rest is counted as not looked at. Two codes are the same if they differ
 * in white space alone; both sides of a pair count for themselves.
 */

import { sha256Of } from '../src/engine/run-folder.ts';
import { readRows } from '../src/io/read-rows.ts';
import { languages } from '../src/languages/index.ts';

const [fieldList = '', ...files] = process.argv.slice(2);
const fields = fieldList.split(',');

const textOf = (row: object, name: string): string => {
  const value: unknown = Reflect.get(row, name);
  return typeof value === 'string' ? value : '';
};

const languageOf = (row: object) => {
  const said = textOf(row, 'language').toLowerCase();
  const end = /\.\w+$/.exec(textOf(row, 'file_name'))?.[0];
  return Object.values(languages).find(({ id, extension }) => id === said || (!said && extension === end));
};

/** Functions that were cut out of a class keep its indentation. */
const withoutIndentation = (code: string): string => {
  const [, margin = ''] = /^(?:[ \t]*\n)*([ \t]*)/.exec(code) ?? [];
  return code.replaceAll(new RegExp(`^${margin}`, 'gm'), '');
};

const bare = (code: string): string => code.replaceAll(/\s+/g, ' ').trim();

const counts = {
  rows: 0,
  unreadable: 0,
  empty: 0,
  unparsable: 0,
  parsed: 0,
  unlookedAt: 0,
  twice: 0,
  same: 0,
};
const seen = new Set<string>();
for (const file of files)
  for await (const entry of readRows(file)) {
    counts.rows += 1;
    if ('problem' in entry || typeof entry.row !== 'object' || entry.row === null) {
      counts.unreadable += 1;
      continue;
    }
    const { row } = entry;
    const codes = fields.map((field) => textOf(row, field));
    if (codes.some((code) => bare(code) === '')) counts.empty += 1;
    if (codes.length > 1 && new Set(codes.map(bare)).size === 1) counts.same += 1;
    const parses = languageOf(row)?.parses;
    if (!parses) counts.unlookedAt += 1;
    else {
      counts.parsed += 1;
      if (codes.some((code) => !parses(withoutIndentation(code)))) counts.unparsable += 1;
    }
    const key = sha256Of(codes.map(bare).join('\0'));
    if (seen.has(key)) counts.twice += 1;
    seen.add(key);
  }
console.log(JSON.stringify(counts, null, 2));
