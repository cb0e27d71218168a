import { LEAST_CONTAINED, SHINGLE_SIZE, THRESHOLD } from '../../analysis/overlap/passage.ts';
import type { Tally } from '../../analysis/tally.ts';
import type { PairFilter } from '../../pairs/source.ts';
import type { PairSpec } from '../../pairs/spec.ts';
import type { Benchmarks } from './benchmarks.ts';
import type { PromptKind } from './instruction.ts';
import type { Leaks } from './leaks.ts';
import type { WrittenFile } from './output.ts';
import type { Form } from './row.ts';
import type { Splitting } from './split.ts';

/** What decides which pairs there are, and how they are written. */
export type PairOptions = {
  readonly filter: PairFilter;
  readonly prompt: PromptKind;
  readonly form: Form;
  readonly splitting: Splitting;
  /** Undefined: pairs that are nearly the same are kept. */
  readonly near?: number;
  /** No more pairs than this are written. */
  readonly limit?: number;
};

/** What became of the records of a source. */
export type SourceCounts = {
  readonly records: number;
  /** Records that are no pair, or not wanted, by why. */
  readonly notPairs: Tally;
  readonly pairs: number;
  /** Pairs that were left out then, by why. */
  readonly leftOut: Tally;
  readonly kept: number;
};

/** `pairs.json`: what a set of pairs is made of. A function of the sources and options alone: no clock, no machine. */
export type PairManifest = {
  readonly format: 'bifocal.pairs/1';
  readonly bifocal: string;
  readonly options: PairOptions;
  readonly sources: readonly (SourceCounts & {
    readonly source: string;
    readonly title: string;
    readonly path: string;
    readonly licence: string;
    readonly page?: string;
    /** Absent: nobody wanted to wait for it. */
    readonly sha256?: string;
  })[];
  readonly benchmarks: Pick<Benchmarks, 'sets' | 'absent'> & {
    readonly measure: {
      readonly threshold: number;
      readonly shingle: typeof SHINGLE_SIZE;
      readonly leastContained: typeof LEAST_CONTAINED;
    };
  };
  /** Different texts, equal as repetitions are, that are in more than one split. Of codes there are none. */
  readonly shared: ReturnType<Leaks['shared']>;
  /** Whether `limit` was reached: then the counts are of what was read until then. */
  readonly limited: boolean;
  readonly languages: Tally;
  readonly levels: Tally;
  readonly cwes: Tally;
  readonly files: readonly WrittenFile[];
};

/** How overlap with task sets is told. */
export const MEASURE: PairManifest['benchmarks']['measure'] = {
  threshold: THRESHOLD,
  shingle: SHINGLE_SIZE,
  leastContained: LEAST_CONTAINED,
};

/** What a manifest says of a source itself. */
export const sourceRecord = ({ source, path }: PairSpec, sha256: string | undefined) => ({
  source: source.id,
  title: source.title,
  path,
  licence: source.publication?.licence ?? 'see the rows',
  ...(source.publication ? { page: source.publication.page } : {}),
  ...(sha256 === undefined ? {} : { sha256 }),
});
