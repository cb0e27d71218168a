import type { Source } from '../source.ts';

/** A plain text as a literal, in the quotes that the program's literals have most. */
export const quote = (source: Source, text: string): string => {
  const marks = source.nodes.flatMap(({ kind, text: mark }) =>
    kind === 'string_end' ? [mark.charAt(0)] : [],
  );
  const singles = marks.filter((mark) => mark === "'").length;
  const mark = singles > marks.length / 2 ? "'" : '"';
  return `${mark}${text}${mark}`;
};
