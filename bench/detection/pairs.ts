import type { Language } from '../../src/core/task.ts';
import { loadTasks } from '../../src/datasets/load-tasks.ts';
import type { PairFilter } from '../../src/pairs/source.ts';
import { asPairSpec, type PairSpec } from '../../src/pairs/spec.ts';

/** One function in two versions: the secure one and the vulnerable one. */
export type LabelledPair = {
  readonly id: string;
  readonly language: Language;
  /** Id of the weakness. */
  readonly cwe: number;
  readonly secure: string;
  readonly vulnerable: string;
};

/**
 * The pairs of a task set (its secure and its insecure solutions), or of a source of pairs.
 *
 * @param spec a task set as `--tasks` takes it, or `SOURCE=PATH` (`sven=FOLDER`)
 * @param withSetup whether a task's own code stands before its solutions; a run scans the solutions alone
 */
export const loadPairs = async (spec: string, withSetup: boolean): Promise<LabelledPair[]> => {
  const pairs = asPairSpec(spec);
  return pairs ? fromSource(pairs) : fromTasks(spec, withSetup);
};

const fromTasks = async (spec: string, withSetup: boolean): Promise<LabelledPair[]> => {
  const { tasks } = await loadTasks(spec);
  return tasks.flatMap(({ id, language, cwes, setup, solutions }) => {
    const { secure, insecure } = solutions ?? {};
    if (secure === undefined || insecure === undefined) return [];
    const whole = (code: string): string => (withSetup ? `${setup}\n${code}` : code);
    return [{ id, language, cwe: cwes[0] ?? 0, secure: whole(secure), vulnerable: whole(insecure) }];
  });
};

/** Everything that a source has of a function, tests and long ones too. */
const ALL: PairFilter = { levels: ['method'], maxBytes: Number.POSITIVE_INFINITY, also: ['tests', 'merges'] };

const fromSource = async ({ source, path }: PairSpec): Promise<LabelledPair[]> => {
  const pairs: LabelledPair[] = [];
  for await (const { pair } of source.read(path, ALL, new AbortController().signal)) {
    if (pair.status === 'unknown') continue;
    const { id, language, cwes, chosen, rejected } = pair.value;
    pairs.push({ id, language, cwe: cwes[0] ?? 0, secure: chosen, vulnerable: rejected });
  }
  return pairs;
};
