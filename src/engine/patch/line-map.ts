import { diffArrays } from 'diff';

/** Where a line of one text went in another, counted from 1: itself, or the lines that came in its place. */
export type LineMap = (line: number) => { readonly from: number; readonly to: number };

/** Follows the lines of a text through a change. Lines that went without a successor are where they would be. */
export const mapLines = (before: string, after: string): LineMap => {
  const places: { from: number; to: number }[] = [];
  let line = 1;
  let removed = 0;
  for (const part of diffArrays(before.split('\n'), after.split('\n'))) {
    const count = part.value.length;
    if (part.removed) removed += count;
    else if (part.added) {
      fill(places, removed, line, line + count - 1);
      removed = 0;
      line += count;
    } else {
      fill(places, removed, line, line);
      removed = 0;
      for (let each = 0; each < count; each += 1) places.push({ from: line + each, to: line + each });
      line += count;
    }
  }
  fill(places, removed, Math.max(1, line - 1), Math.max(1, line - 1));
  return (asked) => places[asked - 1] ?? { from: line, to: line };
};

const fill = (places: { from: number; to: number }[], count: number, from: number, to: number): void => {
  for (let each = 0; each < count; each += 1) places.push({ from, to });
};
