import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { latex } from './latex.ts';
import { markdown } from './markdown.ts';
import { svg } from './svg.ts';

/** Ways to write tables and figures, by the extension of their files. */
export const FORMATS = { md: markdown, tex: latex, csv, svg } as const satisfies Readonly<
  Record<string, Format>
>;
export type FormatId = keyof typeof FORMATS;
