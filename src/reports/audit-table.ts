import { styleText } from 'node:util';
import { REMARK_KINDS, REMARKS, type RemarkKind } from '../analysis/audit/remarks/index.ts';
import { standingOf } from '../analysis/audit/seen.ts';
import type { Audit } from '../engine/audit/audit.ts';
import { plainTable } from './plain-table.ts';

const EXAMPLES = 3;
const SHOWN_FAULTS = 25;
const WIDEST = 240;

const count = (kind: RemarkKind, { tasks }: Audit) => {
  const remarks = tasks.flatMap(({ task, remarks }) =>
    remarks.filter((remark) => remark.kind === kind).map((remark) => ({ task, ...remark })),
  );
  return {
    kind,
    tasks: remarks.length,
    cases: remarks.reduce((sum, { cases }) => sum + cases.length, 0),
    examples: remarks.slice(0, EXAMPLES).map(({ task }) => task),
  };
};

/** How many tasks and cases each remark is about. Remarks that nobody made are left out. */
export const countRemarks = (audit: Audit) =>
  REMARK_KINDS.map((kind) => count(kind, audit)).filter(({ tasks }) => tasks > 0);

/** How many functional cases, and all of how many tasks, each stub passes. */
export const countStubs = ({ seen, tasks }: Audit) => {
  const kinds = [...new Set(seen.flatMap(({ cases }) => cases.flatMap(({ stubs }) => [...stubs.keys()])))];
  return kinds.map((stub) => ({
    stub,
    cases: seen
      .flatMap(({ cases }) => cases)
      .filter(({ kind, stubs }) => kind === 'functional' && stubs.get(stub) === 'passed').length,
    securityCases: seen
      .flatMap(({ cases }) => cases)
      .filter(({ kind, stubs }) => kind === 'security' && stubs.get(stub) === 'passed').length,
    tasks: tasks.filter(({ remarks }) =>
      remarks.some(({ kind, stubs }) => kind === 'stub-task' && stubs?.includes(stub)),
    ).length,
  }));
};

/** How the references of a set stand: by case, and by the worst case of each task. */
export const countStandings = ({ seen }: Audit) => {
  const tested = seen.filter(({ tested, runs }) => tested && runs > 0);
  const cases = tested.flatMap((task) => task.cases.map(standingOf));
  const worst = tested.map((task) => {
    const standings = task.cases.map(standingOf);
    const order = ['fails', 'flaky', 'unjudged', 'passes'] as const;
    return order.find((standing) => standings.includes(standing)) ?? 'unjudged';
  });
  return (['passes', 'fails', 'flaky', 'unjudged'] as const).map((standing) => ({
    standing,
    tasks: worst.filter((one) => one === standing).length,
    cases: cases.filter((one) => one === standing).length,
  }));
};

const section = (title: string, table: string): string[] => [styleText('bold', title), '', table, ''];

const cut = (text: string): string => (text.length > WIDEST ? `${text.slice(0, WIDEST)} ...` : text);

/** Tasks that cannot be trusted, one a line; those that the quarantine list has are not among them. */
const faultLines = ({ tasks }: Audit): string[] => {
  const untested = 'the task has no tests';
  const bad = tasks.filter(
    ({ status, faults }) => (status === 'faulty' || status === 'unknown') && !faults.includes(untested),
  );
  const lines = bad
    .slice(0, SHOWN_FAULTS)
    .map(({ task, status, faults }) =>
      cut(
        `${styleText(status === 'faulty' ? 'red' : 'yellow', status.padEnd(8))} ${task}: ${faults.join('; ')}`,
      ),
    );
  const more = bad.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more (--json names them all)`] : [])];
};

/** An audit for a terminal: how references stand, what was noticed, what stubs pass, and which tasks are at fault. */
export const renderAudit = (audit: Audit): string => {
  const remarks = countRemarks(audit);
  const stubs = countStubs(audit);
  return [
    ...section(
      'References',
      plainTable(
        ['', 'tasks', 'cases'],
        countStandings(audit).map(({ standing, tasks, cases }) => [standing, tasks, cases]),
      ),
    ),
    ...(remarks.length === 0
      ? []
      : section(
          'Noticed',
          plainTable(
            ['', 'for example', 'tasks', 'cases'],
            remarks.map(({ kind, tasks, cases, examples }) => [
              REMARKS[kind].title,
              examples.join(', '),
              tasks,
              cases,
            ]),
            2,
          ),
        )),
    ...(stubs.length === 0
      ? []
      : section(
          'Stubs: what passes code that does nothing',
          plainTable(
            ['stub', 'functional cases', 'whole tasks', 'security cases'],
            stubs.map(({ stub, cases, tasks, securityCases }) => [stub, cases, tasks, securityCases]),
          ),
        )),
    ...faultLines(audit),
  ].join('\n');
};

/** The verdict on a set in one line, and what its quarantine list has to do with it. */
export const summaryOf = (
  { tasks, unlisted, unconfirmed }: Audit,
  set: string,
  listed: boolean,
): string[] => {
  const of = (status: string): number => tasks.filter((task) => task.status === status).length;
  const known = listed ? `, ${of('known')} have faults that the quarantine list names` : '';
  return [
    `${of('trusted')} of ${tasks.length} tasks of ${set} can be trusted, ${of('faulty')} cannot${known}, ${of('unknown')} unknown`,
    ...(unconfirmed.length > 0
      ? [
          `${unconfirmed.length} entries of the quarantine list were not seen here: ${unconfirmed
            .slice(0, EXAMPLES)
            .map(({ task }) => task)
            .join(', ')}`,
        ]
      : []),
    ...(unlisted.length > 0
      ? [`${unlisted.length} entries are missing in its quarantine list (--write FILE adds them to one)`]
      : []),
  ];
};
