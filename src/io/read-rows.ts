import type { FileRow } from './file-row.ts';
import { readJson } from './read-json.ts';
import { readJsonl } from './read-jsonl.ts';
import { readParquet } from './read-parquet.ts';

const READERS = {
  '.jsonl': readJsonl,
  '.jsonl.gz': readJsonl,
  '.json': readJson,
  '.json.gz': readJson,
  '.parquet': readParquet,
} as const satisfies Readonly<Record<string, (path: string) => AsyncGenerator<FileRow>>>;

/** Ends of the names of files of records. */
export const ROW_SUFFIXES: readonly string[] = Object.keys(READERS);

/** Whether a file is one of records, by its name. */
export const isRowFile = (path: string): boolean => ROW_SUFFIXES.some((suffix) => path.endsWith(suffix));

/**
 * Streams the rows of a file of records, by its name; what has no known one is taken for JSONL. What is wrong with a
 * row, or with the file, is said in its place: nothing is thrown.
 */
export const readRows = (path: string): AsyncGenerator<FileRow> => {
  const known = Object.entries(READERS).find(([suffix]) => path.endsWith(suffix));
  return (known?.[1] ?? readJsonl)(path);
};
