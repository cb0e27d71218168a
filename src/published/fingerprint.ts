import { createHash } from 'node:crypto';
import type { Task } from '../core/task.ts';
import type { Publication } from './publication.ts';

/** What decides a verdict, and what a model is asked: not limits, titles or words at which to stop. */
const partsOf = ({ id, language, prompt, entryPoint, setup, tests, solutions, original }: Task) => ({
  id,
  language,
  instruction: prompt.instruction,
  completion: prompt.completion,
  entryPoint,
  setup,
  tests,
  solutions,
  original,
});

/** JSON with the names of every object in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/**
 * SHA-256 over the tasks of a set, in the order of their ids: the same from any container, in any order of rows. It
 * changes when a loader maps other fields, or maps them otherwise.
 *
 * @param tasks all of the set, those under quarantine too
 */
export const fingerprintOf = (tasks: readonly Task[]): string => {
  const hash = createHash('sha256');
  for (const task of tasks.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    hash.update(`${canonical(partsOf(task))}\n`);
  return hash.digest('hex');
};

/** What a fingerprint says of a copy. */
export type Likeness =
  | 'as published'
  | 'differs from the published version'
  | 'never compared with the real file';

/** Undefined: the set is published nowhere. */
export const likenessOf = (
  publication: Publication | undefined,
  fingerprint: string,
): Likeness | undefined => {
  if (!publication) return undefined;
  if (publication.fingerprint === undefined) return 'never compared with the real file';
  return publication.fingerprint === fingerprint ? 'as published' : 'differs from the published version';
};
