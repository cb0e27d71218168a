import { type CaseResult, isUnjudged } from '../../core/case.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { CallCase, Task } from '../../core/task.ts';
import type { TestBench } from '../../testing/bench.ts';
import { limitsOf } from '../../testing/limits.ts';
import { OTHER_WORLD } from '../../testing/world.ts';

/** Mutants and stubs are tried by the dozen: they get less time than samples. */
const CPU_SECONDS = 2;
const WALL_SECONDS = 4;
/** A code that runs out of time on so many of the first cases is not tried on the others. */
const FIRST = 3;
const MOST_TIMEOUTS = 2;

/** What became of some cases, by id. `unknown`: not tried, or nobody can tell. */
export type Examined = ReadonlyMap<string, 'passed' | 'failed' | 'error' | 'unknown'>;

/** The task with these cases as its tests. */
export const withCases = (task: Task, cases: readonly CallCase[], prelude = ''): Task => ({
  ...task,
  tests: { style: 'calls', prelude, cases: [...cases] },
});

/** How the runner says that a case used up its processor time, rather than that of a busy machine. */
const OUT_OF_CPU = /^CPU time limit/;

const verdictOf = ({ outcome, message = '' }: CaseResult): 'passed' | 'failed' | 'error' | 'unknown' => {
  if (isUnjudged(outcome) || (outcome === 'timeout' && !OUT_OF_CPU.test(message))) return 'unknown';
  return outcome === 'passed' || outcome === 'error' ? outcome : 'failed';
};

/**
 * Tries cases on some code, as they will be tried on samples.
 *
 * @param elsewhere in a sandbox of its own, in which hashes, time zone, user and home are others
 * @returns unknown if the bench could not run them, or was lost on the way
 * @throws the signal's reason if aborted; nothing else
 */
export const examine = async (
  bench: TestBench,
  { tests, ...task }: Task,
  code: string,
  {
    elsewhere = false,
    signal,
  }: { readonly elsewhere?: boolean; readonly signal?: AbortSignal | undefined } = {},
): Promise<Outcome<Examined>> => {
  const examined = new Map<string, 'passed' | 'failed' | 'error' | 'unknown'>();
  if (tests?.style !== 'calls') return ok(examined);
  const quick = { ...task, cpuSeconds: Math.min(task.cpuSeconds, CPU_SECONDS) };
  const limits = { ...limitsOf(quick), wall_seconds: WALL_SECONDS };
  const first = elsewhere ? tests.cases.length : FIRST;
  for (const cases of [tests.cases.slice(0, first), tests.cases.slice(first)]) {
    if (cases.length === 0) break;
    const options = { signal, limits, ...(elsewhere && { world: OTHER_WORLD }) };
    const tested = withCases(quick, cases, tests.prelude);
    const report = await bench.run({ id: `${task.id} examined`, code }, tested, options);
    if (report.status === 'unknown') return unknown(report.reason ?? 'the bench could not run the cases');
    if (report.cases.some(({ outcome }) => outcome === 'lost')) return unknown('the bench was lost');
    for (const result of report.cases) examined.set(result.id, verdictOf(result));
    if (report.cases.filter(({ outcome }) => outcome === 'timeout').length >= MOST_TIMEOUTS) break;
  }
  for (const { id } of tests.cases) if (!examined.has(id)) examined.set(id, 'unknown');
  return ok(examined);
};
