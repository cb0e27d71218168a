import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { PARTS, type Part, type Passage } from '../../analysis/overlap/passage.ts';
import type { Split } from './split.ts';
import type { PairTexts } from './texts.ts';

/** Which text was written to which split. */
export type Leaks = {
  /** Whether a code of the pair, chosen or rejected, is in another split than this one. */
  isElsewhere(texts: PairTexts, split: Split): boolean;
  /** Takes down that the pair is written to this split. */
  note(texts: PairTexts, split: Split): void;
  /** How many different texts are in more than one split. */
  shared(): Readonly<Record<Part, number>>;
  close(): void;
};

const countRow = z.object({ count: z.number() });

/** Remembers texts in a temporary database, which SQLite keeps in a file. */
export const openLeaks = (): Leaks => {
  const database = new DatabaseSync('');
  database.exec(`
    PRAGMA journal_mode = OFF;
    CREATE TABLE text (part TEXT, key TEXT, split TEXT, PRIMARY KEY (part, key, split)) WITHOUT ROWID;
    BEGIN;
  `);
  const elsewhere = database.prepare("SELECT 1 FROM text WHERE part = 'code' AND key = ? AND split <> ?");
  const add = database.prepare('INSERT OR IGNORE INTO text VALUES (?, ?, ?)');
  const count = database.prepare(
    'SELECT count(*) AS count FROM (SELECT key FROM text WHERE part = ? GROUP BY key HAVING count(*) > 1)',
  );
  const present = (all: readonly (Passage | undefined)[]): Passage[] => all.flatMap((one) => one ?? []);
  return {
    isElsewhere: ({ chosen, rejected }, split) =>
      present([chosen, rejected]).some(({ key }) => elsewhere.get(key, split) !== undefined),
    note({ prompt, chosen, rejected }, split) {
      for (const { part, key } of present([prompt, chosen, rejected])) add.run(part, key, split);
    },
    shared: () =>
      Object.fromEntries(PARTS.map((part) => [part, countRow.parse(count.get(part)).count])) as Record<
        Part,
        number
      >,
    close: () => database.close(),
  };
};
