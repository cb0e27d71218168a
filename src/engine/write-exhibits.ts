import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import type { Absent, Exhibit } from '../reports/exhibits/exhibit.ts';
import { EXHIBITS, exhibitOf } from '../reports/exhibits/index.ts';
import { FORMATS, type FormatId } from '../reports/formats/index.ts';
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
 * @param formats `md`, `tex`, `csv`, `svg`; all of them, unless told otherwise. Tables have no SVG
 * @throws BifocalError BIFOCAL_USAGE for an id or a format that does not exist, before anything is written
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
    mkdirSync(folder, { recursive: true });
    for (const name of chosen) {
      const content = FORMATS[name].write(id, made);
      if (content === null) continue;
      const path = join(folder, `${id}.${name}`);
      replaceFile(path, content);
      written.push(path);
    }
  }
  return { written, absent };
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
