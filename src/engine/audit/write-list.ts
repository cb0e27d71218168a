import { existsSync, readFileSync } from 'node:fs';
import { isSeq, parseDocument } from 'yaml';
import {
  covers,
  formatQuarantine,
  parseQuarantine,
  type Quarantine,
  type Quarantined,
} from '../../datasets/quarantine.ts';
import { replaceFile } from '../run-folder.ts';

/** The text of a list with further entries; its comments stay. */
const extended = (
  text: string,
  { measured }: Pick<Quarantine, 'measured'>,
  added: readonly Quarantined[],
) => {
  const document = parseDocument(text);
  document.set('measured', document.createNode(measured));
  const entries = document.get('entries');
  if (isSeq(entries)) {
    entries.flow = false;
    for (const entry of added) entries.add(document.createNode(entry));
  }
  return document.toString({ lineWidth: 110 });
};

/**
 * Writes a quarantine list. Where one stands at the path, its entries stay as they are, with the causes that somebody
 * looked into: only what they do not speak of is added.
 *
 * @returns how many entries were added
 * @throws BifocalError BIFOCAL_INPUT if something else stands there
 */
export const writeList = (path: string, list: Quarantine): number => {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const kept = before === undefined ? [] : parseQuarantine(before, path).entries;
  const added = list.entries.filter((entry) => !covers(kept, entry));
  replaceFile(path, before === undefined ? formatQuarantine(list) : extended(before, list, added));
  return added.length;
};
