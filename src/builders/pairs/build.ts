import { openTally } from '../../analysis/tally.ts';
import type { Pair } from '../../core/pair.ts';
import { breathing } from '../../pairs/kit/breath.ts';
import type { PairSpec } from '../../pairs/spec.ts';
import { VERSION } from '../../version.ts';
import type { Benchmarks } from './benchmarks.ts';
import { checksumOf } from './checksum.ts';
import { instructionFor } from './instruction.ts';
import { type Leaks, openLeaks } from './leaks.ts';
import { MEASURE, type PairManifest, type PairOptions, type SourceCounts, sourceRecord } from './manifest.ts';
import { openOutput } from './output.ts';
import { rowOf } from './row.ts';
import { openSeen, type Seen } from './seen.ts';
import { type Split, splitOf } from './split.ts';
import { type PairTexts, textsOf } from './texts.ts';

/** How far the building is. */
export type PairProgress = { readonly source: string; readonly records: number; readonly kept: number };

export type Building = PairOptions & {
  readonly folder: string;
  readonly benchmarks: Benchmarks;
  /** Whether the sources' checksums are taken, for which all their bytes are read once more. */
  readonly checksums: boolean;
  readonly progress: (progress: PairProgress) => void;
  readonly signal: AbortSignal;
};

/**
 * Makes a set for preference training: reads the sources one after the other, leaves out repetitions, what overlaps task
 * sets, and what would put one code into two splits, and writes the rest split by group. Only the current pair is in
 * memory. Where it is stopped, the folder is as it was; the same command makes the same bytes.
 *
 * @throws BifocalError BIFOCAL_INPUT if a source is not what it should be; the reason of the signal once it is aborted
 */
export const buildPairs = async (specs: readonly PairSpec[], building: Building): Promise<PairManifest> => {
  const { folder, benchmarks, checksums, signal } = building;
  const output = openOutput(folder);
  const seen = openSeen(building.near);
  const leaks = openLeaks();
  const totals = openTotals();
  const sources: PairManifest['sources'][number][] = [];
  try {
    for (const spec of specs) {
      const counts = await takeSource(spec, building, { seen, leaks, totals, output });
      const sha256 = checksums ? await checksumOf(spec.path) : undefined;
      signal.throwIfAborted();
      sources.push({ ...sourceRecord(spec, sha256), ...counts });
    }
    const { filter, prompt, form, splitting, near, limit } = building;
    const { sets, absent } = benchmarks;
    return output.finish(
      (files): PairManifest => ({
        format: 'bifocal.pairs/1',
        bifocal: VERSION,
        options: {
          filter,
          prompt,
          form,
          splitting,
          ...(near === undefined ? {} : { near }),
          ...(limit === undefined ? {} : { limit }),
        },
        sources,
        benchmarks: { sets, absent, measure: MEASURE },
        shared: leaks.shared(),
        limited: totals.kept() === limit,
        ...totals.all(),
        files,
      }),
    );
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    seen.close();
    leaks.close();
  }
};

type Place = {
  readonly seen: Seen;
  readonly leaks: Leaks;
  readonly totals: ReturnType<typeof openTotals>;
  readonly output: ReturnType<typeof openOutput>;
};

const takeSource = async (
  { source, path }: PairSpec,
  building: Building,
  { seen, leaks, totals, output }: Place,
): Promise<SourceCounts> => {
  const { filter, benchmarks, splitting, form, limit = Number.POSITIVE_INFINITY, signal } = building;
  const breathe = breathing(signal);
  const [notPairs, leftOut] = [openTally(), openTally()];
  let [records, pairs, kept] = [0, 0, 0];
  const whyNot = (pair: Pair, texts: PairTexts, split: Split): string | undefined => {
    const repetition = seen.repeats(texts);
    if (repetition !== undefined) return repetition;
    const set = benchmarks.overlapped(pair, texts);
    if (set !== undefined) return `overlaps ${set}`;
    return leaks.isElsewhere(texts, split) ? 'a code of it is in another split' : undefined;
  };
  const take = (pair: Pair): void => {
    const texts = textsOf(pair);
    const split = splitOf(pair, splitting);
    const why = whyNot(pair, texts, split);
    const prompt = instructionFor(pair, building.prompt);
    if (why !== undefined) leftOut.add(why);
    else if (prompt.status === 'unknown') leftOut.add(prompt.reason);
    else {
      leaks.note(texts, split);
      output.add(split, rowOf(pair, prompt.value, form));
      totals.add(pair);
      kept += 1;
    }
  };
  for await (const { pair } of source.read(path, filter, signal)) {
    await breathe();
    if (totals.kept() >= limit) break;
    records += 1;
    if (pair.status === 'unknown') notPairs.add(pair.reason);
    else {
      pairs += 1;
      take(pair.value);
    }
    building.progress({ source: source.id, records, kept: totals.kept() });
  }
  return { records, notPairs: notPairs.all(), pairs, leftOut: leftOut.all(), kept };
};

/** What is counted of all pairs that are written. */
const openTotals = () => {
  const [languages, levels, cwes] = [openTally(), openTally(), openTally()];
  let count = 0;
  return {
    add(pair: Pair): void {
      count += 1;
      languages.add(pair.language);
      levels.add(pair.level);
      for (const cwe of pair.cwes) cwes.add(`CWE-${cwe}`);
      if (pair.cwes.length === 0) cwes.add('none known');
    },
    kept: () => count,
    all: () => ({ languages: languages.all(), levels: levels.all(), cwes: cwes.all() }),
  };
};
