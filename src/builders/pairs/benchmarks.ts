import { type NearIndex, openNearIndex } from '../../analysis/overlap/near-index.ts';
import {
  LEAST_CONTAINED,
  PARTS,
  type Part,
  type Passage,
  THRESHOLD,
} from '../../analysis/overlap/passage.ts';
import { BifocalError } from '../../core/errors.ts';
import type { Pair } from '../../core/pair.ts';
import type { Dataset } from '../../datasets/dataset.ts';
import { findFiles } from '../../datasets/find-files.ts';
import { datasets } from '../../datasets/index.ts';
import { type ComparedSet, loadPassages, taskKey } from './load-passages.ts';
import type { PairTexts } from './texts.ts';

/** Sets that pairs are kept apart from. */
export type Benchmarks = {
  readonly sets: readonly Pick<ComparedSet, 'name' | 'items'>[];
  /** Published sets that are not on this machine: nobody compared pairs with the texts of their tasks. */
  readonly absent: readonly string[];
  /** The set that a pair overlaps, or whose task it solves; undefined if none. */
  overlapped(pair: Pair, texts: PairTexts): string | undefined;
};

/** No set is kept apart. */
export const NO_BENCHMARKS: Benchmarks = { sets: [], absent: [], overlapped: () => undefined };

const PUBLISHED = Object.values<Dataset>(datasets).filter(({ publication }) => publication !== undefined);

/**
 * Reads the task sets that are here: the embedded one, and those in the data folder.
 *
 * @param more other sets, as `loadPassages` takes them
 * @throws BifocalError BIFOCAL_INPUT if one of `more` is not there
 */
export const loadBenchmarks = async (more: readonly string[], signal: AbortSignal): Promise<Benchmarks> => {
  const here = PUBLISHED.filter(isHere).map(({ id }) => id);
  const named = more.map((spec) => spec.split('=')[0] ?? '');
  const sets: ComparedSet[] = [];
  for (const spec of new Set(['core', ...here, ...more])) sets.push(await loadPassages(spec, signal));
  return {
    sets: sets.map(({ name, items }) => ({ name, items })),
    absent: PUBLISHED.flatMap(({ id }) => (here.includes(id) || named.includes(id) ? [] : [id])),
    overlapped: overlapWith(sets),
  };
};

/** A set that was not pulled to its end is not here either. */
const isHere = (dataset: Dataset): boolean => {
  try {
    return findFiles(dataset) !== undefined;
  } catch (error) {
    if (error instanceof BifocalError) return false;
    throw error;
  }
};

const publishedName = (dataset: string): string | undefined => PUBLISHED.find(({ id }) => id === dataset)?.id;

const overlapWith = (sets: readonly ComparedSet[]): Benchmarks['overlapped'] => {
  const taskOf = new Map(sets.flatMap(({ name, tasks }) => tasks.map((task) => [task, name] as const)));
  const passages = sets.flatMap(({ name, passages }) =>
    passages.map((passage) => ({ ...passage, item: name })),
  );
  const looks = Object.fromEntries(
    PARTS.map((part) => [
      part,
      lookAt(
        passages.filter((one) => one.part === part),
        part,
      ),
    ]),
  ) as Record<Part, Look>;
  return (pair, { prompt, chosen, rejected }) => {
    const own = pair.task && (taskOf.get(taskKey(pair.task)) ?? publishedName(pair.task.dataset));
    if (own !== undefined) return own;
    for (const passage of [prompt, chosen, rejected]) {
      const found = passage && looks[passage.part](passage);
      if (found !== undefined) return found;
    }
    return undefined;
  };
};

/** The set that has the same text, or nearly. */
type Look = (passage: Passage) => string | undefined;

const lookAt = (passages: readonly Passage[], part: Part): Look => {
  const texts = [...new Map(passages.map((passage) => [passage.key, passage])).values()];
  const byKey = new Map(texts.map(({ key, item }) => [key, item]));
  const index: NearIndex = openNearIndex(
    texts.map(({ shingles }) => shingles),
    { threshold: THRESHOLD, leastContained: LEAST_CONTAINED[part] },
  );
  return ({ key, shingles }) => {
    const [first] = byKey.has(key) ? [] : index.matches(shingles);
    return byKey.get(key) ?? (first && texts[first.set]?.item);
  };
};
