import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { unknown } from '../../core/outcome.ts';
import type { Language } from '../../core/task.ts';
import { languageOfFile } from '../../languages/of-file.ts';
import { breathing } from '../kit/breath.ts';
import { unwantedCwes, unwantedLanguage, unwantedMerge, unwantedPath } from '../kit/wanted.ts';
import type { PairFilter, PairRecord, PairSource } from '../source.ts';
import type { Change } from './change.ts';
import { commitsOf, descriptionsOf } from './commits.ts';
import { filePairs } from './files.ts';
import { methodPairs, methodsOfNoChange } from './methods.ts';
import { openCvefixes } from './open.ts';

/** Names that the collector's guesser gives to languages. */
const LANGUAGES: Readonly<Record<string, Language>> = {
  Python: 'python',
  JavaScript: 'javascript',
  TypeScript: 'typescript',
  Java: 'java',
  C: 'c',
  'C++': 'cpp',
  'C#': 'csharp',
  Go: 'go',
  PHP: 'php',
  Ruby: 'ruby',
  Rust: 'rust',
};

const changeRow = z.object({
  place: z.number(),
  id: z.string(),
  hash: z.string(),
  filename: z.string().nullable(),
  path: z.string().nullable(),
  language: z.string().nullable(),
});

/** No code is read here: what is not wanted is never in memory. */
const CHANGES = `
  SELECT rowid AS place, coalesce(CAST(file_change_id AS TEXT), '') AS id, coalesce(hash, '') AS hash, filename,
    CASE WHEN coalesce(new_path, 'None') IN ('None', '') THEN old_path ELSE new_path END AS path,
    programming_language AS language
  FROM main.file_change ORDER BY rowid`;

/** Why nothing of a change is wanted, or what is known of it. */
const changeOf = (
  row: z.infer<typeof changeRow>,
  commitOf: ReturnType<typeof commitsOf>,
  filter: PairFilter,
): Change | string => {
  const path = (row.path ?? row.filename ?? '').replaceAll('\\', '/');
  const guessed = row.language ?? '';
  // The name of a file says what it is; the column is a guess from its text.
  const language =
    languageOfFile(path) ?? (Object.hasOwn(LANGUAGES, guessed) ? LANGUAGES[guessed] : undefined);
  const commit = commitOf(row.hash);
  if (commit === undefined) return 'commit without a CVE';
  const why =
    unwantedLanguage(language, filter) ??
    unwantedCwes(commit.cwes, filter) ??
    unwantedMerge(commit.isMerge, filter) ??
    unwantedPath(path, filter);
  if (why !== undefined || language === undefined) return why ?? '';
  return { place: row.place, id: row.id, hash: row.hash, path, language, commit };
};

async function* readCvefixes(
  database: DatabaseSync,
  filter: PairFilter,
  signal: AbortSignal,
): AsyncGenerator<PairRecord> {
  const breathe = breathing(signal);
  const commitOf = commitsOf(database);
  const isNew = database.prepare('INSERT OR IGNORE INTO read_change VALUES (?)');
  const material = { database, filter, describe: descriptionsOf(database) };
  const ofLevel = {
    file: filter.levels.includes('file') ? filePairs(material) : undefined,
    method: filter.levels.includes('method') ? methodPairs(material) : undefined,
  };
  for (const row of database.prepare(CHANGES).iterate()) {
    await breathe();
    const one = changeRow.parse(row);
    const where = `file_change ${one.id}`;
    if (one.id === '') {
      yield { where: `file_change at row ${one.place}`, pair: unknown('change without an id') };
      continue;
    }
    if (isNew.run(one.id).changes === 0) {
      yield { where, pair: unknown('the same change again') };
      continue;
    }
    const change = changeOf(one, commitOf, filter);
    if (typeof change === 'string') yield { where, pair: unknown(change) };
    else {
      if (ofLevel.file) yield { where, pair: ofLevel.file(change) };
      if (ofLevel.method) yield* ofLevel.method(change);
    }
  }
  if (ofLevel.method) yield* methodsOfNoChange(database);
}

/**
 * CVEfixes (Bhandari, Naseer and Moonen 2021): files and methods before and after the commits that fixed CVEs, out of the
 * SQLite database as published. Read in the order of the table, whatever is asked for, with memory for one change.
 */
export const cvefixes: PairSource = {
  id: 'cvefixes',
  title: 'CVEfixes',
  publication: {
    page: 'https://doi.org/10.5281/zenodo.4476563',
    licence: 'CC-BY-4.0',
    version: '1.0.8',
    files: [],
  },
  levels: ['file', 'method'],
  async *read(path, filter, signal) {
    if (!filter.levels.some((level) => this.levels.includes(level))) return;
    const database = await openCvefixes(path, filter.levels.includes('method'), signal);
    try {
      yield* readCvefixes(database, filter, signal);
    } finally {
      database.close();
    }
  },
};
