import { styleText } from 'node:util';
import { LINT_TITLES, type LintRemark, type LintReport } from '../analysis/tasks/lint.ts';
import { visible } from './visible.ts';

const SHOWN = 5;

const lineOf = ({ task, place, message }: LintRemark): string =>
  `    ${visible(`${task === undefined ? '' : `${task}  `}${place}: ${message.replaceAll(/\s*\n\s*/g, ' ')}`)}`;

const block = (code: string, remarks: readonly LintRemark[], shown: number): string[] => {
  const severity = remarks[0]?.severity ?? 'warning';
  const left = remarks.length - shown;
  return [
    `${styleText(severity === 'error' ? 'red' : 'yellow', severity.padEnd(8))} ${styleText('bold', code)}  ${remarks.length}  ${LINT_TITLES[code] ?? ''}`,
    ...remarks.slice(0, shown).map(lineOf),
    ...(left > 0 ? [`    and ${left} more (--all)`] : []),
  ];
};

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** What was found in a set, for a terminal, a block for each code, errors first. */
export const renderLint = (
  name: string,
  tasks: number,
  { remarks, unjudged }: LintReport,
  all: boolean,
): string => {
  const groups = [...Map.groupBy(remarks, ({ code }) => code)].toSorted(
    ([, a], [, b]) => Number(a[0]?.severity === 'warning') - Number(b[0]?.severity === 'warning'),
  );
  const errors = remarks.filter(({ severity }) => severity === 'error').length;
  return [
    ...groups.flatMap(([code, found]) => block(code, found, all ? found.length : SHOWN)),
    ...Object.entries(unjudged).map(
      ([code, number]) =>
        `unknown  ${styleText('bold', code)}  ${counted(number, 'task')} could not be judged`,
    ),
    `${name}: ${counted(tasks, 'task')}, ${counted(errors, 'error')}, ${counted(remarks.length - errors, 'warning')}`,
  ].join('\n');
};
