import type { TestReport } from '../core/case.ts';
import { type ScannerRole, type ScanOutcome, scanOf } from '../core/finding.ts';
import { unknown } from '../core/outcome.ts';
import type { Language, Task } from '../core/task.ts';
import type { HeardScan, Workbench } from '../methods/workbench.ts';
import type { ScanInput, Scanner } from '../scanners/scanner.ts';
import type { TestBench } from '../testing/bench.ts';
import { makeExaminer } from '../testing/examine.ts';
import { observe } from '../testing/observe.ts';
import { sha256Of } from './run-folder.ts';
import { readingOf } from './scan-input.ts';

export type WorkbenchOptions = {
  /** Those that methods listen to. */
  readonly scanners: readonly Scanner[];
  /** Undefined: nothing runs code here. */
  readonly bench: TestBench | undefined;
};

/** The workbenches of a run, one for each task. */
export type Workbenches = {
  at(task: Task): Workbench;
  /** The scanners that a method listens to which listens to these roles. */
  listening(roles: readonly ScannerRole[]): string[];
};

/**
 * What methods work with. Many samples are worked on at once: what they want scanned while a scanner is busy goes to
 * it together, and the same code goes to it once. Of a task's tests only the visible ones are within reach.
 */
export const openWorkbenches = ({ scanners, bench }: WorkbenchOptions): Workbenches => {
  const readers = scanners.map((scanner) => ({ scanner, read: gather(scanner) }));
  const examiner = bench && makeExaminer(bench, { reruns: 0 });

  const at = (task: Task): Workbench => ({
    async scan(code, roles, signal) {
      const listening = readers.filter(
        ({ scanner: { role, languages } }) => roles.includes(role) && languages.includes(task.language),
      );
      return Promise.all(
        listening.map(async ({ scanner, read }): Promise<HeardScan> => {
          signal?.throwIfAborted();
          const reading = readingOf(code, task.language, task.setup, scanner.role);
          const outcome = reading.lift(await read(reading.code, task.language, signal));
          const { sample: _, ...scan } = scanOf('', scanner.id, outcome);
          return scan;
        }),
      );
    },
    testVisible: examiner && visible(task, (code, shown, signal) => examiner.examine(code, shown, signal)),
    observe: bench && ((code, probe, signal) => observe(bench, task, code, probe, signal)),
  });

  return {
    at,
    listening: (roles) => scanners.filter(({ role }) => roles.includes(role)).map(({ id }) => id),
  };
};

const visible = (
  task: Task,
  run: (code: { id: string; code: string }, task: Task, signal?: AbortSignal) => Promise<TestReport>,
): Workbench['testVisible'] => {
  const { visibleTests: tests } = task;
  if (!tests) return undefined;
  const shown: Task = { ...task, tests, exploits: false, solutions: {} };
  return (code, signal) => run({ id: `${task.id} visible`, code }, shown, signal);
};

type Read = (code: string, language: Language, signal?: AbortSignal) => Promise<ScanOutcome>;

type Waiting = ScanInput & Pick<PromiseWithResolvers<ScanOutcome>, 'resolve' | 'reject'>;

/** A scanner that reads together what is asked for while it is busy, and no code twice. */
const gather = (scanner: Scanner): Read => {
  const known = new Map<string, Promise<ScanOutcome>>();
  const waiting: Waiting[] = [];
  let busy = false;

  const drain = async (signal: AbortSignal | undefined): Promise<void> => {
    if (busy) return;
    busy = true;
    await Promise.resolve(); // others may be about to ask
    while (waiting.length > 0) {
      const batch = waiting.splice(0, scanner.batch);
      try {
        const outcomes = await scanner.scan(batch, signal);
        for (const { id, resolve } of batch)
          resolve(outcomes.get(id) ?? unknown('the scanner gave no answer'));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    busy = false;
  };

  return (code, language, signal) => {
    const id = `${language} ${sha256Of(code)}`;
    const asked = known.get(id);
    if (asked) return asked;
    const { promise, resolve, reject } = Promise.withResolvers<ScanOutcome>();
    known.set(id, promise);
    promise.then(({ status }) => status === 'ok' || known.delete(id)).catch(() => known.delete(id));
    waiting.push({ id, language, code, resolve, reject });
    void drain(signal);
    return promise;
  };
};
