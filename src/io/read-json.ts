import { type FileRow, unreadable } from './file-row.ts';
import { readBytes } from './read-bytes.ts';
import { readJsonl } from './read-jsonl.ts';

/** Such a file is in memory as a whole while it is read, several times over. Larger ones have to be JSONL. */
const MAX_BYTES = 256 * 1024 * 1024;
const TOO_LARGE = 'a list of more than 256 MiB: write it as JSONL, one row a line';

/** The text of a file; undefined, where it is too large. */
const readText = async (path: string): Promise<string | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of readBytes(path)) {
    size += chunk.length;
    if (size > MAX_BYTES) return undefined;
    parts.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
};

/** What the text begins with, blanks and a byte order mark aside. */
const firstCharacter = async (path: string): Promise<string | undefined> => {
  for await (const chunk of readBytes(path)) {
    const text = chunk.toString('utf8').trimStart();
    if (text !== '') return text[0];
  }
  return undefined;
};

/** The object that the file is as a whole, over several lines; undefined, if it is none. */
const wholeObject = async (path: string): Promise<FileRow | undefined> => {
  for await (const first of readJsonl(path)) {
    if ('row' in first) return undefined;
    break;
  }
  try {
    return { line: 1, row: JSON.parse((await readText(path)) ?? '') };
  } catch {
    return undefined;
  }
};

/** Rows of a file called `.json`: the elements of a list; or one object; or else JSONL, which such files often are. */
export async function* readJson(path: string): AsyncGenerator<FileRow> {
  try {
    if ((await firstCharacter(path)) !== '[') {
      const object = await wholeObject(path);
      if (object) yield object;
      else yield* readJsonl(path);
      return;
    }
    const text = await readText(path);
    if (text === undefined) {
      yield { line: 1, problem: TOO_LARGE };
      return;
    }
    const rows: unknown[] = JSON.parse(text);
    for (const [index, row] of rows.entries()) yield { line: index + 1, row };
  } catch (error) {
    yield unreadable(1, error);
  }
}
