import pMap from 'p-map';
import type { AuditRecord, SubjectId } from '../../analysis/audit/record.ts';
import { isUnjudged, type TestReport } from '../../core/case.ts';
import type { Task } from '../../core/task.ts';
import type { TestBench } from '../../testing/bench.ts';
import { type Examiner, makeExaminer } from '../../testing/examine.ts';
import { limitsOf } from '../../testing/limits.ts';
import { OTHER_WORLD } from '../../testing/world.ts';
import type { Journal } from '../journal.ts';
import { sha256Of } from '../run-folder.ts';
import { stubsOf } from './stubs.ts';

/** What a stub gets of a task's time: it needs none of its own, and a test that waits for it will not pass. */
const STUB_SECONDS = 10;
const STUB_WALL_SECONDS = 20;
const KEY_DIGITS = 16;

type Job = {
  readonly task: Task;
  readonly subject: SubjectId;
  readonly run: number;
  readonly code: string;
};

export type AuditOptions = {
  /** How often each reference is run. */
  readonly runs: number;
  /** Whether stubs are tried. */
  readonly stubs: boolean;
  /** Whether each reference is also run as another user, with another home, time zone and hash seed. */
  readonly elsewhere: boolean;
  /** What can change a report besides the task and the code: the interpreter, the sandbox, our own version. */
  readonly environment: string;
  readonly workers: number;
  readonly journal: Pick<Journal<AuditRecord>, 'records' | 'append'>;
  readonly signal: AbortSignal;
  readonly onReport: (done: number, total: number, unknown: number) => void;
};

/** The first runs of everything come first, so that an audit that is cut short has looked at each task. */
const jobsOf = (tasks: readonly Task[], { runs, stubs, elsewhere }: AuditOptions): Job[] => {
  const tested = tasks.filter(({ tests }) => tests !== undefined);
  const controls = (['secure', 'insecure', 'broken'] as const).flatMap((solution) =>
    tested.flatMap((task): Job[] => {
      const code = task.solutions[solution];
      const subject = solution === 'secure' ? 'reference' : solution;
      return code === undefined ? [] : [{ task, subject, run: 0, code }];
    }),
  );
  const references = controls.filter(({ subject }) => subject === 'reference');
  return [
    ...controls,
    ...(stubs ? tested : []).flatMap((task) =>
      stubsOf(task).map(({ kind, code }): Job => ({ task, subject: `stub:${kind}`, run: 0, code })),
    ),
    ...Array.from({ length: runs - 1 }, (_, index) =>
      references.map((job): Job => ({ ...job, run: index + 1 })),
    ).flat(),
    ...(elsewhere ? references : []).map((job): Job => ({ ...job, subject: 'elsewhere' })),
  ];
};

/** Whether tests share the sample's process, and may have passed only because they ran in their order. */
const mayBuildOnOthers = ({ status, cases }: TestReport): boolean =>
  status === 'ok' &&
  cases.some(({ trust }) => trust === 'token') &&
  cases.every(({ outcome }) => outcome === 'passed');

const withoutSolutions = (task: Task): Task => ({ ...task, solutions: {} });

const judge = async (
  { task, subject, code }: Job,
  bench: TestBench,
  examiner: Examiner,
  signal: AbortSignal,
): Promise<TestReport> => {
  const sample = { id: `${task.id} ${subject}`, code };
  // Without a reference to ask, the bench runs each test in a process of its own, whatever comes of it.
  if (subject === 'alone')
    return bench.run(sample, withoutSolutions(task), { signal, limits: limitsOf(task) });
  if (subject === 'elsewhere')
    return bench.run(sample, task, { signal, limits: limitsOf(task), world: OTHER_WORLD });
  if (!subject.startsWith('stub:')) return examiner.examine(sample, task, signal);
  const limits = {
    ...limitsOf({ ...task, cpuSeconds: Math.min(task.cpuSeconds, STUB_SECONDS) }),
    wall_seconds: STUB_WALL_SECONDS,
  };
  const report = await bench.run(sample, withoutSolutions(task), { signal, limits });
  const unclear = report.cases.some(({ outcome }) => isUnjudged(outcome));
  return unclear ? bench.run(sample, task, { signal, limits }) : report;
};

/**
 * Judges each task's solutions and stubs by its tests, as often as asked for, and writes each report down. What the
 * journal has of the same task, code and world is not run again.
 *
 * @returns the records of these tasks, old and new
 * @throws the signal's reason if aborted
 */
export const runAudit = async (
  tasks: readonly Task[],
  bench: TestBench,
  options: AuditOptions,
): Promise<AuditRecord[]> => {
  const { environment, journal, signal, workers, onReport } = options;
  const examiner = makeExaminer(bench, { reruns: 0 });
  const nameOf = (record: Pick<AuditRecord, 'task' | 'subject' | 'run' | 'key'>): string =>
    [record.task, record.subject, record.run, record.key].join('\n');
  const keyOf = ({ task, code }: Job): string => {
    const { tests, setup, entryPoint, requires, language, solutions } = task;
    const parts = [
      environment,
      tests,
      setup,
      entryPoint,
      requires,
      language,
      solutions,
      limitsOf(task),
      code,
    ];
    return sha256Of(JSON.stringify(parts)).slice(0, KEY_DIGITS);
  };
  const known = new Map(journal.records.map((record) => [nameOf(record), record]));
  const found: AuditRecord[] = [];
  let total = 0;
  let unknown = 0;
  const run = async (jobs: readonly Job[]): Promise<void> => {
    total += jobs.length;
    await pMap(
      jobs,
      async (job) => {
        signal.throwIfAborted();
        const fields = { task: job.task.id, subject: job.subject, run: job.run, key: keyOf(job) };
        let record = known.get(nameOf(fields));
        if (record === undefined) {
          record = { ...fields, report: await judge(job, bench, examiner, signal) };
          journal.append(record);
        }
        found.push(record);
        if (record.report.status === 'unknown') unknown += 1;
        onReport(found.length, total, unknown);
      },
      { concurrency: workers },
    );
  };
  await run(jobsOf(tasks, options));
  const ordered = new Set(
    found.flatMap(({ task, subject, report }) =>
      subject === 'reference' && mayBuildOnOthers(report) ? [task] : [],
    ),
  );
  await run(
    tasks.flatMap((task): Job[] => {
      const { secure } = task.solutions;
      return secure !== undefined && ordered.has(task.id)
        ? [{ task, subject: 'alone', run: 0, code: secure }]
        : [];
    }),
  );
  return found;
};
