import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';

/** Lines around a change, as other programs have it. */
const CONTEXT = 3;

/**
 * What changes in a file, as `git apply` and `patch -p1` read it; empty if nothing does.
 *
 * @param name relative to the folder where the patch is to be applied, with `/`
 */
export const unifiedDiff = (name: string, before: string, after: string): string => {
  if (before === after) return '';
  const patch = structuredPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    context: CONTEXT,
  });
  const text = formatPatch(patch, FILE_HEADERS_ONLY);
  // A name with a blank ends at a tab, or what follows the blank is taken for a date.
  return name.includes(' ')
    ? text.replace(/^(--- .*\n\+\+\+ .*)/, (head) => `${head.replace('\n', '\t\n')}\t`)
    : text;
};
