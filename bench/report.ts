import Table from 'cli-table3';
import type { Verdict } from './contestant.ts';
import type { Difference, Result } from './result.ts';

const seconds = (value: number): string => value.toFixed(value < 10 ? 2 : 1);
const times = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)}x`;
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** Figures and differences of one set, for people. */
export const renderResult = ({ dataset, tasks, rows, differences }: Result): string => {
  const table = new Table({
    head: ['', 'wall s', 'CPU s', 'user', 'system', 'wall x', 'CPU x', 'passed', '', 'others s', 'left'],
    colAligns: ['left', ...Array.from({ length: 10 }, () => 'right' as const)],
    style: { head: [], border: [] },
  });
  for (const row of rows)
    table.push([
      row.title,
      ...[row.wall, row.cpu, row.user, row.system].map(seconds),
      ...[row.wallRatio, row.cpuRatio].map(times),
      `${row.passed} of ${tasks}`,
      percent(row.passed, tasks),
      seconds(row.others),
      row.left,
    ]);
  const list =
    differences.length === 0
      ? 'the verdicts are the same'
      : `${differences.length} tasks with verdicts that differ:`;
  const title = `${dataset}, ${tasks} tasks; x: times ${rows[0]?.title}`;
  return [title, table.toString(), list, ...differences.map(renderDifference)].join('\n');
};

const word = (verdict: Verdict | undefined): string => {
  if (verdict?.passed === undefined) return 'no verdict';
  return verdict.passed ? 'passed' : 'failed';
};

const renderDifference = ({ task, verdicts }: Difference): string => {
  const lines = Object.entries(verdicts).flatMap(([contestant, distinct]) =>
    distinct.map((verdict) =>
      `    ${contestant.padEnd(18)} ${word(verdict).padEnd(10)} ${verdict?.detail ?? ''}`.trimEnd(),
    ),
  );
  return [`  ${task}`, ...lines].join('\n');
};
