import type { Source } from '../source.ts';

/** A plain text as a literal, in the quotes that the program uses most. */
export const quote = ({ code }: Source, text: string): string => {
  const singles = code.split("'").length;
  const mark = singles > code.split('"').length ? "'" : '"';
  return `${mark}${text}${mark}`;
};
