import pMap from 'p-map';
import { isUnjudged } from '../../src/core/case.ts';
import type { CaseKind } from '../../src/core/task.ts';
import type { TestBench } from '../../src/testing/bench.ts';
import { evenly } from '../evenly.ts';
import type { Mended } from './mend.ts';

/** What became of the cases that a program passed, and of the exploits that worked on it. */
export type Effect = {
  readonly id: string;
  readonly edits: readonly string[];
  /** Functional cases passed before, and those of them that are passed no more. */
  readonly passed: number;
  readonly broken: readonly string[];
  /** Exploits that worked before, and those of them that work no more. */
  readonly exploited: number;
  readonly closed: number;
};

/** Runs the tests of changed programs before and after, of at most `count` of them, evenly spaced. */
export const effects = async (
  bench: TestBench,
  mended: readonly Mended[],
  count: number,
  workers: number,
): Promise<readonly (Effect | undefined)[]> => {
  const changed = mended.filter(({ subject, edits }) => subject.task !== undefined && edits.length > 0);
  return pMap(evenly(changed, count), (one) => effectOf(bench, one), { concurrency: workers });
};

/** Undefined where a case could not be judged. */
const effectOf = async (bench: TestBench, { subject, code, edits }: Mended): Promise<Effect | undefined> => {
  const { task, id } = subject;
  if (task === undefined) return undefined;
  const [before, after] = [
    await bench.run({ id: `${id} before`, code: subject.code }, task),
    await bench.run({ id: `${id} after`, code }, task),
  ];
  if (
    [before, after].some(
      ({ status, cases }) => status === 'unknown' || cases.some(({ outcome }) => isUnjudged(outcome)),
    )
  )
    return undefined;
  const ids = (kind: CaseKind, passes: boolean, report: typeof before): readonly string[] =>
    report.cases
      .filter((one) => one.kind === kind && (one.outcome === 'passed') === passes)
      .map((one) => one.id);
  const passed = ids('functional', true, before);
  const exploited = ids('security', false, before);
  const still = new Set(ids('functional', true, after));
  const safe = new Set(ids('security', true, after));
  return {
    id,
    edits,
    passed: passed.length,
    broken: passed.filter((one) => !still.has(one)),
    exploited: exploited.length,
    closed: exploited.filter((one) => safe.has(one)).length,
  };
};
