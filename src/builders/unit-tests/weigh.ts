import { type Outcome, ok } from '../../core/outcome.ts';
import type { CallCase } from '../../core/task.ts';
import type { TestBench } from '../../testing/bench.ts';
import { examine, withCases } from './examine.ts';
import type { Subject } from './subject.ts';

/** What cases tell apart. */
export type Weights = {
  /** By case, the codes that it kills, by their index. */
  readonly kills: ReadonlyMap<string, ReadonlySet<number>>;
  /** Codes that no case kills, and on which some case could not be judged. */
  readonly unjudged: ReadonlySet<number>;
  /** Codes that do not load: whatever a test asks for, it finds those. No case kills them. */
  readonly broken: ReadonlySet<number>;
};

/**
 * Tries cases on codes that do something else than the reference. A case kills what does not pass it, be it for lack of
 * processor time. A code that the bench cannot run is unjudged, if the bench can still run the reference.
 *
 * @returns unknown if it cannot
 * @throws the signal's reason if aborted; nothing else
 */
export const weigh = async (
  bench: TestBench,
  { task, code: reference }: Subject,
  cases: readonly CallCase[],
  prelude: string,
  codes: readonly string[],
  signal: AbortSignal,
): Promise<Outcome<Weights>> => {
  const kills = new Map(cases.map(({ id }) => [id, new Set<number>()]));
  const unjudged = new Set<number>();
  const broken = new Set<number>();
  const tested = withCases(task, cases, prelude);
  for (const [index, code] of cases.length > 0 ? codes.entries() : []) {
    const examined = await examine(bench, tested, code, { signal });
    if (examined.status === 'unknown') {
      const alive = await examine(bench, tested, reference, { signal });
      if (alive.status === 'unknown') return alive;
      unjudged.add(index);
      continue;
    }
    const verdicts = [...examined.value.values()];
    if (verdicts.every((verdict) => verdict === 'error')) {
      broken.add(index);
      continue;
    }
    const killing = [...examined.value].filter(([, verdict]) => verdict === 'failed' || verdict === 'error');
    for (const [id] of killing) kills.get(id)?.add(index);
    if (killing.length === 0 && verdicts.includes('unknown')) unjudged.add(index);
  }
  return ok({ kills, unjudged, broken });
};

/** What the insecure control says of cases. */
export type Insecure = {
  readonly control: 'none' | 'judged' | 'does not load';
  /** Cases that it does not pass: they are about security, or about what else differs. */
  readonly differs: ReadonlySet<string>;
  /** Cases of which nobody can tell. */
  readonly unjudged: ReadonlySet<string>;
};

/**
 * Tries cases on the task's insecure control, if it has one. One that does not load tells nothing.
 *
 * @returns unknown if the bench could not run it
 * @throws the signal's reason if aborted; nothing else
 */
export const triedOnInsecure = async (
  bench: TestBench,
  { task }: Subject,
  cases: readonly CallCase[],
  signal: AbortSignal,
): Promise<Outcome<Insecure>> => {
  const { insecure } = task.solutions;
  const nothing = { differs: new Set<string>(), unjudged: new Set<string>() };
  if (insecure === undefined) return ok({ control: 'none', ...nothing });
  const examined = await examine(bench, withCases(task, cases), insecure, { signal });
  if (examined.status === 'unknown') return examined;
  const verdicts = [...examined.value.values()];
  if (verdicts.length > 0 && verdicts.every((verdict) => verdict === 'error'))
    return ok({ control: 'does not load', ...nothing });
  const those = (...wanted: readonly string[]): ReadonlySet<string> =>
    new Set([...examined.value].flatMap(([id, verdict]) => (wanted.includes(verdict) ? [id] : [])));
  return ok({ control: 'judged', differs: those('failed', 'error'), unjudged: those('unknown') });
};
