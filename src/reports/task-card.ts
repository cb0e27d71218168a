import type { CaseCount } from '../analysis/tasks/cases.ts';
import type { Task, TestSuite } from '../core/task.ts';
import { cweName } from '../cwe/index.ts';
import { dim, heading } from './methods/cells.ts';
import { visible } from './visible.ts';

/** A task, and what else is known of it. */
export type TaskCard = {
  readonly task: Task;
  /** Undefined: it has no tests, or only running them tells. */
  readonly cases: CaseCount | undefined;
  /** What the quarantine list says of it. */
  readonly quarantined: readonly {
    readonly cases?: readonly string[] | undefined;
    readonly cause: string;
    readonly reason: string;
  }[];
};

const WIDTH = 100;

const short = (text: string): string => {
  const [first = '', ...rest] = text.trim().split('\n');
  const cut = first.length > WIDTH ? `${first.slice(0, WIDTH)}…` : first;
  return rest.length > 0 ? `${cut} …` : cut;
};

const SHOWN_CASES = 5;

/** The first cases of tests that are a list of them; else nothing: tests that are programs are long. */
const casesOf = (tests: TestSuite | undefined): string[] => {
  if (tests?.style === 'calls')
    return tests.cases.map(({ id, kind, args, expected }) => {
      const outcome =
        expected.status === 'value'
          ? expected.source
          : expected.status === 'repr'
            ? expected.repr
            : `raises ${expected.type}`;
      return `${id}  ${kind}  ${short(args)} -> ${short(outcome)}`;
    });
  if (tests?.style === 'program')
    return tests.cases.map(
      ({ id, kind, stdin, stdout }) => `${id}  ${kind}  ${short(stdin)} -> ${short(stdout)}`,
    );
  if (tests?.style === 'native')
    return tests.cases.map(({ id, kind, command }) => `${id}  ${kind}  ${command.join(' ')}`);
  return [];
};

const testsText = ({ task: { tests }, cases }: TaskCard): string => {
  if (!tests) return 'none: samples are only scanned';
  const count = cases
    ? `${cases.functional} functional, ${cases.security} security`
    : 'how many, only running them tells';
  return `${tests.style}: ${count}`;
};

const line = (name: string, text: string | undefined): string[] =>
  text ? [`${name.padEnd(12)}${visible(text)}`] : [];

const section = (title: string, text: string | undefined): string[] =>
  text?.trim() ? ['', dim(title), ...text.trimEnd().split('\n').map(visible)] : [];

const known = (task: Task): string => {
  const { secure, insecure, broken } = task.solutions;
  const names = { secure, insecure, broken, original: task.original };
  return Object.entries(names)
    .filter(([, code]) => code !== undefined)
    .map(([name]) => name)
    .join(', ');
};

/** All of a task but its solutions and the text of its tests, for a terminal. */
export const renderTask = (card: TaskCard): string => {
  const { task, quarantined } = card;
  const listed = casesOf(task.tests);
  return [
    `${heading(visible(task.id))}${task.title ? `  ${visible(task.title)}` : ''}`,
    ...line('language', task.language),
    ...line('CWEs', task.cwes.map((cwe) => `CWE-${cwe} ${cweName(cwe) ?? '(not known)'}`).join('; ')),
    ...line('entry point', task.entryPoint),
    ...line('requires', task.requires.join(', ')),
    ...line('solutions', known(task) || 'none'),
    ...line('tests', testsText(card)),
    ...listed.slice(0, SHOWN_CASES).map((text) => `  ${visible(text)}`),
    ...(listed.length > SHOWN_CASES ? [`  and ${listed.length - SHOWN_CASES} more (--json)`] : []),
    ...line('limits', `${task.cpuSeconds} s of CPU time a case, ${task.memoryMiB} MiB`),
    ...Object.entries(task.provenance ?? {}).flatMap(([name, value]) =>
      line(name, typeof value === 'string' ? value : JSON.stringify(value)),
    ),
    ...quarantined.flatMap(({ cases, cause, reason }) =>
      line('quarantine', `${cases ? cases.join(', ') : 'the whole task'}: ${cause}; ${reason}`),
    ),
    ...section('instruction', task.prompt.instruction),
    ...section('code to continue', task.prompt.completion),
    ...section('runs before it', task.setup),
  ].join('\n');
};
