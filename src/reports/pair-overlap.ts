import type { OverlapReport, PartOverlap, Touched } from '../analysis/overlap/report.ts';
import { plainTable } from './plain-table.ts';

/** What the two sides are called. */
export type OverlapNames = { readonly a: string; readonly b: string };

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${part} (${((100 * part) / whole).toFixed(1)} %)`;

const row = (part: PartOverlap['part'], name: string, { items, exact, near, contained }: Touched) => [
  part,
  name,
  items,
  percent(exact, items),
  percent(near, items),
  percent(contained, items),
  percent(exact + near + contained, items),
];

/** How far two sets are made of the same texts, and by which measure. */
export const renderOverlap = (report: OverlapReport, names: OverlapNames): string => {
  const { self, threshold, parts } = report;
  const measure = parts
    .map(
      ({ part, shingle, leastContained }) =>
        `${part}: runs of ${shingle} ${part === 'prompt' ? 'words' : 'tokens'}, contained from ${leastContained} runs on`,
    )
    .join('; ');
  return [
    self ? `${names.a} with itself` : `A = ${names.a}, B = ${names.b}`,
    '',
    plainTable(
      ['part', 'of', 'items', 'exact', 'near', 'contained', 'any'],
      parts.flatMap(({ part, a, b }) => [
        row(part, self ? 'all' : 'A', a),
        ...(self ? [] : [row(part, 'B', b)]),
      ]),
      2,
    ),
    '',
    ...parts.flatMap((part) => worst(part, self)),
    'exact      the same but for white space, comments (code), case and punctuation (prompts)',
    `near       Jaccard similarity of the sets of runs of at least ${threshold}`,
    `contained  one shares at least ${threshold} of its runs with a longer one`,
    `runs       ${measure}`,
  ].join('\n');
};

const worst = ({ part, worst: pairs }: PartOverlap, self: boolean): string[] =>
  pairs.length === 0
    ? []
    : [
        plainTable(
          [`most alike by ${part}`, self ? 'and' : 'of B', '', 'Jaccard', 'contained', 'runs shared'],
          pairs.map(({ a, b, relation, jaccard, containment, shared }) => [
            a,
            b,
            relation,
            jaccard.toFixed(2),
            containment.toFixed(2),
            shared,
          ]),
          3,
        ),
        '',
      ];
