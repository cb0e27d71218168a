import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { likeness } from '../../analysis/overlap/likeness.ts';
import { bandsOf } from '../../analysis/overlap/minhash.ts';
import { type Shingles, union } from '../../analysis/overlap/shingles.ts';
import type { PairTexts } from './texts.ts';

/** Which pairs were there before. */
export type Seen = {
  /** Takes a pair down, and says why it is nothing new. Undefined: it is. */
  repeats(texts: PairTexts): string | undefined;
  close(): void;
};

/** KiB of pages that are kept in memory. */
const CACHE_KIB = 16_384;

const shinglesRow = z.object({ shingles: z.instanceof(Uint8Array) });
const numberRow = z.object({ pair: z.number() });

/**
 * Remembers pairs in a temporary database, which SQLite keeps in a file: memory does not grow with them.
 *
 * Equal are pairs whose codes differ only in white space and comments; two that prefer each other's rejected code
 * contradict one another, and the second goes. Nearly equal are those whose codes together have at least `near` of their
 * shingles in common (Jaccard); candidates are found by MinHash and then compared.
 *
 * @param near undefined: only equal ones count
 */
export const openSeen = (near: number | undefined): Seen => {
  const database = new DatabaseSync('');
  database.exec(`
    PRAGMA cache_size = -${CACHE_KIB};
    PRAGMA journal_mode = OFF;
    CREATE TABLE exact (key TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE pair (pair INTEGER PRIMARY KEY, shingles BLOB);
    CREATE TABLE band (band INTEGER, pair INTEGER, PRIMARY KEY (band, pair)) WITHOUT ROWID;
    BEGIN;
  `);
  const isThere = database.prepare('SELECT 1 FROM exact WHERE key = ?');
  const note = database.prepare('INSERT INTO exact VALUES (?)');
  const isNear = near === undefined ? undefined : nearSeen(database, near);
  return {
    repeats({ chosen, rejected }) {
      if (chosen === undefined || rejected === undefined) return 'one version is nothing but comments';
      if (chosen.key === rejected.key) return 'the versions differ in comments and white space only';
      const key = chosen.key + rejected.key;
      if (isThere.get(key)) return 'the same pair again';
      if (isThere.get(rejected.key + chosen.key)) return 'contradicts an earlier pair';
      note.run(key);
      return isNear?.(union(chosen.shingles, rejected.shingles)) ? 'nearly the same pair again' : undefined;
    },
    close: () => database.close(),
  };
};

const nearSeen = (database: DatabaseSync, threshold: number): ((shingles: Shingles) => boolean) => {
  const inBand = database.prepare('SELECT pair FROM band WHERE band = ?');
  const noteBand = database.prepare('INSERT OR IGNORE INTO band VALUES (?, ?)');
  const shinglesAt = database.prepare('SELECT shingles FROM pair WHERE pair = ?');
  const notePair = database.prepare('INSERT INTO pair (shingles) VALUES (?)');
  const read = (pair: number): Shingles => {
    const bytes = Uint8Array.from(shinglesRow.parse(shinglesAt.get(pair)).shingles);
    return new Uint32Array(bytes.buffer);
  };
  return (shingles) => {
    const bands = bandsOf(shingles);
    const candidates = new Set(
      bands.flatMap((band) => inBand.all(band).map((row) => numberRow.parse(row).pair)),
    );
    for (const candidate of candidates)
      if (likeness(shingles, read(candidate)).jaccard >= threshold) return true;
    const { lastInsertRowid } = notePair.run(new Uint8Array(shingles.buffer));
    for (const band of bands) noteBand.run(band, lastInsertRowid);
    return false;
  };
};
