import { styleText } from 'node:util';
import type { Problem } from '../core/problem.ts';
import { visible } from '../reports/visible.ts';

/** Tells on stderr what is wrong with rows of an input, and what else there is to know of it. */
export const printInputNotes = (
  {
    problems = [],
    notes = [],
  }: { readonly problems?: readonly Problem[]; readonly notes?: readonly string[] },
  most = Number.POSITIVE_INFINITY,
): void => {
  const left = problems.length - most;
  for (const text of [
    ...problems.slice(0, most).map(({ where, message }) => `${where}: ${message}`),
    ...(left > 0 ? [`and ${left} more rows that are none (bifocal tasks lint)`] : []),
    ...notes,
  ])
    process.stderr.write(`${styleText('yellow', 'input')}   ${visible(text)}\n`);
};
