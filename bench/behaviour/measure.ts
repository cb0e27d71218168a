import type { TestReport } from '../../src/core/case.ts';
import type { Task } from '../../src/core/task.ts';
import { visibleTask } from '../../src/engine/visible-task.ts';
import { type Behaviour, type Comparison, openBehaviour } from '../../src/methods/guarded/behaviour.ts';
import type { Workbench } from '../../src/methods/workbench.ts';
import type { TestBench } from '../../src/testing/bench.ts';
import { observe } from '../../src/testing/observe.ts';
import { breakagesOf } from './breakages.ts';

/** What became of one candidate: its own tests' word, and the comparison's. */
export type Judged = {
  readonly rule: string;
  readonly line: number;
  readonly code: string;
  /** Whether it passes the functional tests; undefined: they came to no result. */
  readonly works: boolean | undefined;
  readonly comparison: Comparison;
};

export type TaskResult = {
  readonly task: string;
  readonly cwe: number;
  /** Why nothing can be compared with the insecure code. */
  readonly reason?: string;
  readonly total: number;
  readonly informative: number;
  readonly candidates: readonly Judged[];
  /** Comparisons made, and what they took, in seconds of wall time. */
  readonly compared: number;
  readonly seconds: number;
};

const works = ({ status, cases }: TestReport): boolean | undefined => {
  const functional = cases.filter(({ kind }) => kind === 'functional');
  if (status === 'unknown' || functional.length === 0) return undefined;
  return functional.every(({ outcome }) => outcome === 'passed');
};

/** The tests without exploits, where these can be told apart: fewer to run. */
const functionalOnly = (task: Task): Task => {
  const { tests } = task;
  if (tests?.style === 'functions')
    return { ...task, tests: { style: 'functions', functional: tests.functional } };
  if (tests?.style !== 'calls') return task;
  return { ...task, tests: { ...tests, cases: tests.cases.filter(({ kind }) => kind === 'functional') } };
};

/** Compares the secure code, the one without the feature, and breakages with the insecure code of a task. */
export const measureTask = async (bench: TestBench, task: Task, breakages: number): Promise<TaskResult> => {
  const { insecure = '', secure, broken } = task.solutions;
  const tested = functionalOnly(task);
  const workbench: Workbench = {
    scan: async () => [],
    testVisible: undefined,
    observe: (code, probe, signal) => observe(bench, task, code, probe, signal),
  };
  const base = { task: task.id, cwe: task.cwes[0] ?? 0 };
  const opened = await openBehaviour(workbench, visibleTask(task, false), insecure);
  const candidates = [
    ...(secure === undefined ? [] : [{ rule: 'secure', line: 0, code: secure }]),
    ...(broken === undefined ? [] : [{ rule: 'deleted feature', line: 0, code: broken }]),
    ...breakagesOf(insecure, breakages),
  ];
  const compare: Behaviour['compare'] =
    opened.status === 'ok' ? opened.value.compare : async () => nothing(opened.reason);
  const judged: Judged[] = [];
  let seconds = 0;
  for (const candidate of candidates) {
    const before = performance.now();
    const comparison = await compare(candidate.code);
    seconds += (performance.now() - before) / 1000;
    const report = await bench.run({ id: `${task.id} ${candidate.rule}`, code: candidate.code }, tested);
    judged.push({ ...candidate, works: works(report), comparison });
  }
  return {
    ...base,
    ...(opened.status === 'ok'
      ? { total: opened.value.total, informative: opened.value.informative }
      : { reason: opened.reason, total: 0, informative: 0 }),
    candidates: judged,
    compared: opened.status === 'ok' ? candidates.length : 0,
    seconds: opened.status === 'ok' ? seconds : 0,
  };
};

const nothing = (because: string): Comparison => ({
  verdict: 'unknown',
  agreed: 0,
  total: 0,
  unknown: 0,
  informative: 0,
  refused: 0,
  because,
});
