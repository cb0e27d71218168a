import { styleText } from 'node:util';
import type { Label } from '../../analysis/review/terms.ts';
import { visible, wrap } from '../../reports/visible.ts';
import { lineText } from './ask.ts';

/** What a person sees of one sample: nothing of who wrote it, or of what anybody else says. */
export type PageContent = {
  /** What was asked for; empty if the run has no tasks. */
  readonly task: string;
  readonly code: string;
  /** What to know beside it, for an adjudicator: two labels, without names. */
  readonly asides: readonly string[];
};

const RULE = '─';

/** The line above a part of a page. */
export const rule = (title: string, width: number): string =>
  styleText('dim', `${RULE.repeat(2)} ${title} `.padEnd(width, RULE).slice(0, width));

/** Code with the numbers of its lines. */
const numbered = (code: string, width: number): string[] => {
  const lines = code.split('\n').map((line) => visible(line).trimEnd());
  const digits = String(lines.length).length;
  return lines.flatMap((line, index) =>
    wrap(line, Math.max(10, width - digits - 2)).map(
      (part, piece) =>
        `${styleText('dim', (piece === 0 ? String(index + 1) : '').padStart(digits))}  ${part}`,
    ),
  );
};

/** What was asked for, under its rule. */
export const taskLines = (task: string, width: number): string[] => [
  rule('the task', width),
  ...(task.trim() === '' ? ['(the run does not say what was asked for)'] : []),
  ...task
    .trim()
    .split('\n')
    .flatMap((line) => wrap(visible(line), width)),
];

/** A code, under its rule. */
export const codeLines = (title: string, code: string, width: number): string[] => [
  rule(title, width),
  ...numbered(code.replace(/\n+$/, ''), width),
];

/** The lines of a page, at most `width` characters wide. */
export const pageLines = ({ task, code, asides }: PageContent, width: number): string[] => [
  ...(asides.length > 0 ? [rule('two people said', width)] : []),
  ...asides.flatMap((line) => wrap(visible(line), width)),
  ...taskLines(task, width),
  ...codeLines('the code', code, width),
];

/** A label in one line. */
export const labelText = ({ verdict, cwes, lines, note }: Omit<Label, 'sample' | 'code'>): string =>
  [
    verdict,
    ...cwes.map((cwe) => `CWE-${cwe}`),
    ...(lines.length > 0 ? [`lines ${lineText(lines)}`] : []),
    ...(note ? [`"${note}"`] : []),
  ].join('  ');
