import type { Column } from '../exhibits/exhibit.ts';
import type { Format } from './format.ts';
import { latexText } from './latex-text.ts';
import { isNumeric, type LaidCell, type LaidTable, withN } from './layout.ts';
import { detailTexts, numberText } from './numbers.ts';

const PREAMBLE = [
  String.raw`% Needs \usepackage[T1]{fontenc} \usepackage{amssymb,booktabs,graphicx,textcomp}`,
  String.raw`\providecommand{\withdetails}[2]{\begin{tabular}[t]{@{}r@{}}#1\\[-0.5ex]{\tiny\begin{tabular}[t]{@{}r@{}}#2\end{tabular}}\end{tabular}}`,
];

/** A table that is wider than the page is made as wide as that. */
const FITTED = String.raw`\ifdim\wd0>\textwidth\resizebox{\textwidth}{!}{\usebox{0}}\else\usebox{0}\fi`;

/** A table with booktabs' rules. Of a figure the table of its numbers. */
export const latex: Format = {
  write: (id, exhibit) => {
    const table = withN(exhibit.kind === 'figure' ? exhibit.table : exhibit);
    return [
      ...PREAMBLE,
      String.raw`\begin{table}[htbp]`,
      String.raw`\centering`,
      String.raw`\caption{${latexText(exhibit.caption)}}`,
      String.raw`\label{tab:${id}}`,
      String.raw`\par\smallskip`,
      String.raw`\sbox{0}{%`,
      String.raw`\begin{tabular}{@{}${table.columns.map((_, at) => (isNumeric(table, at) ? 'r' : 'l')).join('')}@{}}`,
      String.raw`\toprule`,
      ...headOf(table.columns),
      String.raw`\midrule`,
      ...bodyOf(table),
      String.raw`\bottomrule`,
      String.raw`\end{tabular}}`,
      FITTED,
      ...notesOf(table.notes),
      String.raw`\end{table}`,
      '',
    ].join('\n');
  },
};

const END = String.raw` \\`;
/** Small print needs air below it. */
const SPACED_END = String.raw` \\[0.4ex]`;

const rowOf = (cells: readonly string[], end = END): string => `${cells.join(' & ')}${end}`;

/** The heads that groups share, with a rule below each, and those of the columns. */
const headOf = (columns: readonly Column[]): string[] => [
  ...sharedHead(columns, ({ over }) => over),
  ...sharedHead(columns, ({ over, group }) => group && `${over ?? ''}\n${group}`),
  rowOf(columns.map(({ title }) => stacked(title, 'r'))),
];

/** @param keyOf equal for columns that share a head: its last line is what it says */
const sharedHead = (columns: readonly Column[], keyOf: (column: Column) => string | undefined): string[] => {
  const spans = spansOf(columns.map(keyOf));
  if (spans.every(({ key }) => key === undefined)) return [];
  return [
    rowOf(
      spans.map(({ key, start, end }) =>
        key === undefined
          ? String.raw`\multicolumn{${end - start}}{c}{}`
          : String.raw`\multicolumn{${end - start}}{c}{${latexText(key.split('\n').at(-1) ?? '')}}`,
      ),
    ),
    spans
      .flatMap(({ key, start, end }) =>
        key === undefined ? [] : [String.raw`\cmidrule(lr){${start + 1}-${end}}`],
      )
      .join(' '),
  ];
};

type Span = { readonly key: string | undefined; readonly start: number; readonly end: number };

const spansOf = (keys: readonly (string | undefined)[]): Span[] => {
  const starts = keys.flatMap((key, at) => (at === 0 || keys[at - 1] !== key ? [at] : []));
  return starts.map((start, at) => ({ key: keys[start], start, end: starts[at + 1] ?? keys.length }));
};

/** A name that stands above already is not said again. */
const bodyOf = ({ columns, rows }: LaidTable): string[] =>
  rows.flatMap((row, at) => {
    const before = rows[at - 1];
    const names = columns.filter(({ names }) => names).length;
    const repeats = row.findIndex((cell, column) => column >= names - 1 || !isSame(cell, before?.[column]));
    const texts = row.map((cell, column) => (column < repeats ? '' : cellText(cell)));
    return [
      ...(before && names > 1 && repeats === 0 ? [String.raw`\addlinespace`] : []),
      rowOf(texts, SPACED_END),
    ];
  });

const isSame = (a: LaidCell, b: LaidCell | undefined): boolean =>
  typeof a.cell === 'string' && a.cell === b?.cell;

const cellText = ({ cell, withN }: LaidCell): string => {
  if (cell === null) return '--';
  if (typeof cell === 'string') return stacked(cell, 'l');
  const details = detailTexts(cell, withN).map(latexText);
  const number = latexText(numberText(cell));
  return details.length === 0 ? number : String.raw`\withdetails{${number}}{${details.join(String.raw`\\`)}}`;
};

/** A text of one line or several. */
const stacked = (text: string, side: 'l' | 'r'): string => {
  const lines = text.split('\n').map(latexText);
  return lines.length === 1
    ? (lines[0] ?? '')
    : String.raw`\begin{tabular}[t]{@{}${side}@{}}${lines.join(String.raw`\\`)}\end{tabular}`;
};

const notesOf = (notes: readonly string[]): string[] =>
  notes.length === 0
    ? []
    : [
        String.raw`\par\medskip`,
        String.raw`\begin{minipage}{\textwidth}\footnotesize\raggedright`,
        ...notes.map((note) => String.raw`${latexText(note)}\par`),
        String.raw`\end{minipage}`,
      ];
