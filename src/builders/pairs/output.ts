import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { replaceFile } from '../../engine/run-folder.ts';
import { PAIRS_MANIFEST } from '../../pairs/trl.ts';
import type { Row } from './row.ts';
import { SPLITS, type Split } from './split.ts';

export type WrittenFile = {
  readonly name: string;
  readonly split: Split;
  readonly pairs: number;
  readonly bytes: number;
  readonly sha256: string;
};

const fileOf = (split: Split): string => `${split}.jsonl`;

/** Bytes that are gathered before they are written. */
const PIECE = 1 << 20;

/**
 * Writes the splits of a set beside those that may be there (`.part`), and puts them in their place when all are whole.
 * The manifest is written last: a folder with it is whole. A split without pairs has no file: readers stumble over empty
 * ones.
 */
export const openOutput = (folder: string) => {
  const made = mkdirSync(folder, { recursive: true });
  const open = new Map<Split, ReturnType<typeof openPart>>();
  const partOf = (split: Split) => {
    const known = open.get(split) ?? openPart(join(folder, `${fileOf(split)}.part`));
    open.set(split, known);
    return known;
  };
  /** Takes back what was written, and the folder if it was made for it; what was there before stays. */
  const discard = (): void => {
    for (const [split, part] of open) {
      part.end();
      rmSync(join(folder, `${fileOf(split)}.part`), { force: true });
    }
    if (made !== undefined) removeEmpty(resolve(folder), resolve(made));
  };
  return {
    discard,
    add: (split: Split, row: Row): void => partOf(split).add(`${JSON.stringify(row)}\n`),
    /**
     * Without a single pair nothing is written, and what was there before stays.
     * @param manifest of what was written
     */
    finish<Manifest>(manifest: (files: readonly WrittenFile[]) => Manifest): Manifest {
      const files = SPLITS.flatMap((split): WrittenFile[] => {
        const part = open.get(split);
        return part ? [{ name: fileOf(split), split, ...part.end() }] : [];
      });
      if (files.length === 0) {
        discard();
        return manifest(files);
      }
      rmSync(join(folder, PAIRS_MANIFEST), { force: true });
      for (const split of SPLITS) {
        const name = join(folder, fileOf(split));
        if (open.has(split)) renameSync(`${name}.part`, name);
        else rmSync(name, { force: true });
      }
      const content = manifest(files);
      replaceFile(join(folder, PAIRS_MANIFEST), `${JSON.stringify(content, null, 2)}\n`);
      return content;
    },
  };
};

/** Removes a folder, and those above it up to `last`, as far as they are empty. */
const removeEmpty = (folder: string, last: string): void => {
  if (readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  if (folder !== last) removeEmpty(dirname(folder), last);
};

const openPart = (path: string) => {
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  let [pending, pairs, bytes] = ['', 0, 0];
  const flush = (): void => {
    const piece = Buffer.from(pending);
    pending = '';
    hash.update(piece);
    bytes += piece.length;
    for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
  };
  return {
    add(line: string): void {
      pending += line;
      pairs += 1;
      if (pending.length >= PIECE) flush();
    },
    end() {
      flush();
      closeSync(file);
      return { pairs, bytes, sha256: hash.digest('hex') };
    },
  };
};
