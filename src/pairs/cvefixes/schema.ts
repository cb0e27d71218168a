import type { DatabaseSync } from 'node:sqlite';
import { BifocalError } from '../../core/errors.ts';

/** What is read of CVEfixes (Bhandari, Naseer and Moonen 2021), as its collector writes it; all columns are texts. */
const COLUMNS = {
  fixes: ['cve_id', 'hash', 'repo_url'],
  commits: ['hash', 'merge'],
  file_change: [
    'file_change_id',
    'hash',
    'filename',
    'old_path',
    'new_path',
    'code_before',
    'code_after',
    'programming_language',
  ],
  cve: ['cve_id', 'description'],
  cwe_classification: ['cve_id', 'cwe_id'],
} as const;

const METHODS = { method_change: ['file_change_id', 'name', 'signature', 'code', 'before_change'] } as const;

/**
 * Checks that all is there that will be read.
 *
 * @throws BifocalError BIFOCAL_INPUT that names the tables and columns that are missing
 */
export const mustBeCvefixes = (database: DatabaseSync, path: string, withMethods: boolean): void => {
  const columns = database.prepare('SELECT name FROM pragma_table_info(?)');
  const wanted: Readonly<Record<string, readonly string[]>> = withMethods
    ? { ...COLUMNS, ...METHODS }
    : COLUMNS;
  const missing = Object.entries(wanted).flatMap(([table, names]) => {
    const there = new Set(columns.all(table).map(({ name }) => name));
    if (there.size === 0) return [`table ${table}`];
    return names.filter((name) => !there.has(name)).map((name) => `column ${table}.${name}`);
  });
  if (missing.length === 0) return;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `${path} is no database of CVEfixes: it lacks ${missing.join(', ')}`,
    'the published dump becomes one with: gzip -dc CVEfixes.sql.gz | sqlite3 CVEfixes.db',
  );
};
