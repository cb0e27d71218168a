import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import type { Absent, Exhibit } from '../reports/exhibits/exhibit.ts';
import { EXHIBITS, exhibitOf } from '../reports/exhibits/index.ts';
import { FORMATS, type FormatId } from '../reports/formats/index.ts';
import { placeFault } from './place-fault.ts';
import { replaceFile } from './run-folder.ts';
import type { Study } from './study.ts';

/** An exhibit that these runs do not suffice for. */
export type AbsentExhibit = Omit<Absent, 'kind'> & Pick<Exhibit, 'id' | 'title'>;

export type WrittenExhibits = {
  /** Paths of the files, in the order of the exhibits; all begin with the folder as it was given. */
  readonly written: readonly string[];
  /** Nothing is written for these. */
  readonly absent: readonly AbsentExhibit[];
};

/**
 * Writes tables and figures of the papers: `FOLDER/table4.md`, `table4.tex`, `table4.csv`, `figure5.svg`. Files that are
 * there are replaced. The same study gives the same bytes.
 *
 * @param ids as in the registry: `table1`, `figure3`, `b-table2`; `a-table4` is `table4`. Each is written once. `all`:
 *   every one that these runs suffice for
 * @param folder is made if it is not there
 * @param formats `md`, `tex`, `csv`, `svg`; all of them, unless told otherwise. Tables have no SVG: one that was asked for
 *   by name in no other format is absent
 * @throws BifocalError BIFOCAL_USAGE for an id or a format that does not exist, before anything is written; or if the
 *   folder cannot be written to
 */
export const writeExhibits = (
  study: Study,
  ids: readonly string[] | 'all',
  folder: string,
  formats: readonly string[] = Object.keys(FORMATS),
): WrittenExhibits => {
  const exhibits = ids === 'all' ? Object.values(EXHIBITS) : [...new Set(ids.map(mustBeExhibit))];
  const chosen = [...new Set(formats.map(mustBeFormat))];
  const written: string[] = [];
  const absent: AbsentExhibit[] = [];
  for (const { id, title, make } of exhibits) {
    const made = make(study);
    if (made.kind === 'absent') {
      absent.push({ id, title, reason: made.reason, hint: made.hint });
      continue;
    }
    const paths = chosen.flatMap((name) => {
      const content = FORMATS[name].write(id, made);
      return content === null ? [] : [writeInto(folder, `${id}.${name}`, content)];
    });
    written.push(...paths);
    if (paths.length === 0 && ids !== 'all') absent.push({ id, title, ...NO_PICTURE });
  }
  return { written, absent };
};

const NO_PICTURE = { reason: 'a table has no picture', hint: 'name another format: --format md,tex,csv' };

/** @returns the path of the file */
const writeInto = (folder: string, name: string, content: string): string => {
  const path = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    replaceFile(path, content);
    return path;
  } catch (error) {
    throw placeFault(error, 'table or figure', folder);
  }
};

const mustBeExhibit = (id: string): Exhibit => {
  const exhibit = exhibitOf(id);
  if (exhibit) return exhibit;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `no table or figure is called "${id}"`,
    `choose from: ${Object.keys(EXHIBITS).join(', ')}`,
  );
};

const mustBeFormat = (name: string): FormatId => {
  if (Object.hasOwn(FORMATS, name)) return name as FormatId;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `tables and figures are not written as "${name}"`,
    `choose from: ${Object.keys(FORMATS).join(', ')}`,
  );
};
