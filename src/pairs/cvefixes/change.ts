import type { DatabaseSync } from 'node:sqlite';
import type { Pair } from '../../core/pair.ts';
import type { Language } from '../../core/task.ts';
import type { PairFilter } from '../source.ts';
import type { Commit } from './commits.ts';

/** A row of `file_change` that is wanted, without its code. */
export type Change = {
  readonly place: number;
  readonly id: string;
  readonly hash: string;
  readonly path: string;
  readonly language: Language;
  readonly commit: Commit;
};

export type Material = {
  readonly database: DatabaseSync;
  readonly filter: PairFilter;
  readonly describe: (cves: readonly string[]) => string;
};

/** How the collector writes that there is no such version. */
export const isVersion = (code: string | null): code is string =>
  code !== null && code !== 'None' && code !== '';

/** A pair of a change, for what is the same of all of them. */
export const pairOf = (
  { hash, path, language, commit }: Change,
  describe: Material['describe'],
  own: Pick<Pair, 'id' | 'level' | 'chosen' | 'rejected'> & { readonly function?: string },
): Pair => {
  const { function: name, ...rest } = own;
  return {
    ...rest,
    source: 'cvefixes',
    group: `commit ${hash}`,
    language,
    prompt: '',
    cwes: [...commit.cwes],
    reason: `a commit fixed ${commit.cves.join(', ')}`,
    provenance: {
      licence: 'CC-BY-4.0',
      repository: commit.repository,
      commit: hash,
      path,
      ...(name === undefined ? {} : { function: name }),
      cve: [...commit.cves],
      description: describe(commit.cves),
    },
  };
};
