import { diffLines, diffWordsWithSpace } from 'diff';

/** How much of a code a change touches. */
export type EditSize = {
  /** Words, numbers, signs and blanks that were removed or added. */
  readonly tokens: number;
  /** Lines that were removed or added. */
  readonly lines: number;
};

type Part = { readonly added: boolean; readonly removed: boolean; readonly count: number };

const changed = (parts: readonly Part[]): number =>
  parts.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);

/** The size of the change from one code to another, by the shortest edit script (Myers 1986). */
export const editSize = (before: string, after: string): EditSize => ({
  tokens: changed(diffWordsWithSpace(before, after)),
  lines: changed(diffLines(before, after)),
});
