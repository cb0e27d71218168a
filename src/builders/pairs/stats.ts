import { openTally, type Tally } from '../../analysis/tally.ts';
import { breathing } from '../../pairs/kit/breath.ts';
import type { PairFilter } from '../../pairs/source.ts';
import type { PairSpec } from '../../pairs/spec.ts';

/** What a source holds. */
export type PairStats = {
  readonly source: string;
  readonly path: string;
  readonly records: number;
  readonly notPairs: Tally;
  readonly pairs: number;
  readonly groups: number;
  readonly languages: Tally;
  readonly levels: Tally;
  readonly cwes: Tally;
  /** Of one version, in UTF-8. */
  readonly bytes: { readonly median: number; readonly p95: number; readonly most: number };
  /** Pairs with a prompt of the source's own. */
  readonly prompts: number;
};

/** Counts what a source holds. Sizes and groups are kept in memory: a few bytes a pair. */
export const statsOf = async (
  { source, path }: PairSpec,
  filter: PairFilter,
  signal: AbortSignal,
): Promise<PairStats> => {
  const breathe = breathing(signal);
  const [notPairs, languages, levels, cwes] = [openTally(), openTally(), openTally(), openTally()];
  const groups = new Set<string>();
  const sizes: number[] = [];
  let [records, pairs, prompts] = [0, 0, 0];
  for await (const { pair } of source.read(path, filter, signal)) {
    await breathe();
    records += 1;
    if (pair.status === 'unknown') {
      notPairs.add(pair.reason);
      continue;
    }
    const { value } = pair;
    pairs += 1;
    groups.add(value.group);
    languages.add(value.language);
    levels.add(value.level);
    for (const cwe of value.cwes) cwes.add(`CWE-${cwe}`);
    if (value.prompt.trim() !== '') prompts += 1;
    sizes.push(Buffer.byteLength(value.chosen), Buffer.byteLength(value.rejected));
  }
  const ordered = Uint32Array.from(sizes).sort();
  const at = (share: number): number => ordered[Math.floor(share * (ordered.length - 1))] ?? 0;
  return {
    source: source.id,
    path,
    records,
    notPairs: notPairs.all(),
    pairs,
    groups: groups.size,
    languages: languages.all(),
    levels: levels.all(),
    cwes: cwes.all(),
    bytes: { median: at(0.5), p95: at(0.95), most: at(1) },
    prompts,
  };
};
