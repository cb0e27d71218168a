import { type JsonLine, readJsonl } from './read-jsonl.ts';

/** Streams the rows of a file of records, by its name: `.jsonl` and `.jsonl.gz`. */
export const readRows = (path: string): AsyncGenerator<JsonLine> => readJsonl(path);
