import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { BifocalError } from '../../core/errors.ts';
import { breathing } from '../kit/breath.ts';
import { mustBeCvefixes } from './schema.ts';

/** KiB of pages that are kept in memory, of the file and of our own tables each. */
const CACHE_KIB = 16_384;

/** Rows that are looked at between two breaths. */
const ROWS = 20_000;

/**
 * The published file has no indexes. What is looked up by a key is put in order first, in tables of our own: temporary
 * ones, which SQLite keeps in a file that nobody else sees. The file of the user is opened for reading only.
 */
const TABLES = `
  CREATE TEMP TABLE fix (hash TEXT, cve TEXT, repository TEXT, PRIMARY KEY (hash, cve)) WITHOUT ROWID;
  CREATE TEMP TABLE weakness (cve TEXT, cwe TEXT, PRIMARY KEY (cve, cwe)) WITHOUT ROWID;
  CREATE TEMP TABLE about (cve TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
  CREATE TEMP TABLE merged (hash TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TEMP TABLE read_change (id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TEMP TABLE version (
    change TEXT, name TEXT, signature TEXT, side TEXT, place INTEGER,
    PRIMARY KEY (change, name, signature, side, place)
  ) WITHOUT ROWID;
`;

type Filling = { readonly from: string; readonly sql: string };

const FILLINGS: readonly Filling[] = [
  { from: 'fixes', sql: 'INSERT OR IGNORE INTO fix SELECT hash, cve_id, repo_url FROM main.fixes' },
  {
    from: 'cwe_classification',
    sql: 'INSERT OR IGNORE INTO weakness SELECT cve_id, cwe_id FROM main.cwe_classification',
  },
  { from: 'cve', sql: 'INSERT OR IGNORE INTO about SELECT cve_id, rowid FROM main.cve' },
  {
    from: 'commits',
    sql: "INSERT OR IGNORE INTO merged SELECT hash FROM main.commits WHERE merge IN ('True', '1', 1)",
  },
];

/** A key must not be NULL: what has no name has an empty one, and what belongs to no change an empty change. */
const VERSIONS: Filling = {
  from: 'method_change',
  sql: `INSERT INTO version
    SELECT coalesce(file_change_id, ''), coalesce(name, ''), coalesce(signature, ''),
      CASE WHEN before_change IN ('True', '1', 1) THEN 'before' WHEN before_change IN ('False', '0', 0) THEN 'after'
        ELSE '' END, rowid
    FROM main.method_change`,
};

/**
 * Opens a database of CVEfixes with what is needed to look things up in it.
 *
 * @throws BifocalError BIFOCAL_INPUT if it is none
 */
export const openCvefixes = async (
  path: string,
  withMethods: boolean,
  signal: AbortSignal,
): Promise<DatabaseSync> => {
  if (!existsSync(path) || !statSync(path).isFile())
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `there is no file ${path}`,
      'say cvefixes=PATH, with a SQLite file',
    );
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    try {
      mustBeCvefixes(database, path, withMethods);
    } catch (error) {
      throw asInput(error, path);
    }
    database.exec(`
      PRAGMA temp_store = FILE;
      PRAGMA main.cache_size = -${CACHE_KIB};
      PRAGMA automatic_index = OFF;
    `);
    database.exec(TABLES);
    database.exec(`PRAGMA temp.cache_size = -${CACHE_KIB}; PRAGMA temp.journal_mode = OFF; BEGIN;`);
    for (const filling of withMethods ? [...FILLINGS, VERSIONS] : FILLINGS)
      await fill(database, filling, signal);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

const asInput = (error: unknown, path: string): unknown =>
  error instanceof BifocalError || !(error instanceof Error)
    ? error
    : new BifocalError(
        'BIFOCAL_INPUT',
        `${path} cannot be read as a SQLite database: ${error.message}`,
        'the published dump becomes one with: gzip -dc CVEfixes.sql.gz | sqlite3 CVEfixes.db',
        { cause: error },
      );

/** In pieces, so that the work can be stopped. */
const fill = async (database: DatabaseSync, { from, sql }: Filling, signal: AbortSignal): Promise<void> => {
  const breathe = breathing(signal);
  const last = Number(database.prepare(`SELECT max(rowid) AS last FROM main.${from}`).get()?.last ?? 0);
  const glue = sql.includes(' WHERE ') ? 'AND' : 'WHERE';
  const insert = database.prepare(`${sql} ${glue} rowid BETWEEN ? AND ?`);
  for (let first = 0; first <= last; first += ROWS) {
    insert.run(first, first + ROWS - 1);
    await breathe();
  }
};
