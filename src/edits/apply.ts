import { type Outcome, ok } from '../core/outcome.ts';
import type { EditSite, TextChange } from './edit.ts';
import { helperChanges, importChanges, unusedImportChanges } from './kit/imports.ts';
import { readSource, type Source } from './source.ts';

/** How many names one statement may import and lose. */
const MAX_DROPPED = 4;

/**
 * The whole program with one site changed: its text, the imports and helpers that this needs, and without the imports
 * that it was the last to need. All else stays byte for byte, also byte order mark and line ends. Unknown where the
 * outcome does not parse.
 */
export const applySite = (text: string, source: Source, site: EditSite): Outcome<string> => {
  const { imports = [], helpers = [], changes } = site;
  const modules = [...imports, ...helpers.flatMap((helper) => helper.imports)];
  let next = applyChanges(text, [...importChanges(source, modules), ...changes]);
  let read = readSource(next);
  if (read.status === 'unknown') return read;
  const removed = new Set(
    changes.flatMap(({ start, end }) => source.code.slice(start, end).match(/\w+/g) ?? []),
  );
  for (const more of [
    (now: Source) => helperChanges(now, helpers),
    ...Array.from({ length: MAX_DROPPED }, () => (now: Source) => unusedImportChanges(now, removed)),
  ]) {
    const further = more(read.value);
    if (further.length === 0) continue;
    next = applyChanges(next, further);
    read = readSource(next);
    if (read.status === 'unknown') return read;
  }
  return ok(next);
};

/** Makes changes that are given in offsets of {@link Source.code} in the text as it was written. */
export const applyChanges = (text: string, changes: readonly TextChange[]): string => {
  const place = originalPlaces(text);
  const end = /\r\n?|\n/.exec(text)?.[0] ?? '\n';
  const sorted = changes.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let from = 0;
  const parts: string[] = [];
  for (const change of sorted) {
    parts.push(text.slice(from, place(change.start)), change.text.replaceAll('\n', end));
    from = place(change.end);
  }
  return parts.join('') + text.slice(from);
};

/** Where an offset of the plain text lies in the text as it was written. */
const originalPlaces = (text: string): ((offset: number) => number) => {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const pairs = [...text.matchAll(/\r\n/g)].map(({ index }, at) => index - at - mark);
  return (offset) => {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low + mark;
  };
};
