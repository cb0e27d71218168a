import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Verdict } from '../../core/verdict.ts';
import { allocate, draw } from '../../stats/sampling.ts';
import { compareText } from '../order.ts';
import type { Plan, Stratum } from './terms.ts';

export const DEFAULT_SIZE = 44;

export type PlanOptions = {
  readonly size: number;
  /** A 32-bit integer. */
  readonly seed: number;
  /** A simple random sample instead of a stratified one. */
  readonly simple: boolean;
};

/** A sample that can be drawn: somebody can look at its code. */
export type Candidate = { readonly verdict: Verdict; readonly codeHash: string };

type Traits = Pick<Stratum, 'accusers' | 'model' | 'method'>;

const accusersOf = ({ scanners, exploits }: Verdict): string[] => [
  ...Object.keys(scanners)
    .filter((id) => scanners[id] === 'insecure')
    .sort(compareText),
  ...(exploits === 'insecure' ? ['exploits'] : []),
];

/** Ways to tell samples apart, the finest first. The last one does not. */
const GROUPINGS: readonly ((verdict: Verdict) => Traits)[] = [
  (verdict) => ({ accusers: accusersOf(verdict), model: verdict.model, method: verdict.method }),
  (verdict) => ({ accusers: accusersOf(verdict) }),
  () => ({ accusers: null }),
];

/**
 * Draws the samples that people label. The same candidates, options and seed give the same plan, whatever the order
 * of the candidates.
 *
 * Strata are formed by the set of scanners (and exploit tests) that accuse a sample, and by model and method; so
 * disagreement between scanners is represented. If that gives more strata than half the sample size, then by the
 * set of accusers alone; if these are still too many, there is one. Each stratum gets its share of the sample (see
 * {@link allocate}), within it every sample is as likely as any other, and the order is shuffled at the end.
 *
 * @param candidates at least one
 * @param leftOut samples of the run that are no candidates
 */
export const drawPlan = (
  candidates: readonly Candidate[],
  leftOut: number,
  { size, seed, simple }: PlanOptions,
): Plan => {
  const sorted = candidates.toSorted((a, b) => compareText(a.verdict.sample, b.verdict.sample));
  const total = Math.min(size, sorted.length);
  const groups = stratify(sorted, simple ? GROUPINGS.slice(-1) : GROUPINGS, size / 2);
  const counts = allocate(
    groups.map(({ members }) => members.length),
    total,
  );
  const random = xoroshiro128plus(seed);
  const drawn = groups.flatMap(({ members }, stratum) => {
    const count = counts[stratum] ?? 0;
    return draw(members, count, random).map(({ verdict, codeHash }) => ({
      sample: verdict.sample,
      code: codeHash,
      stratum,
      inclusion: count / members.length,
    }));
  });
  return {
    format: 'bifocal.review-plan/1',
    design: simple ? 'simple' : 'stratified',
    seed,
    size,
    population: sorted.length,
    leftOut,
    strata: groups.map(({ traits, members }, stratum) => ({
      ...traits,
      population: members.length,
      drawn: counts[stratum] ?? 0,
    })),
    samples: draw(drawn, drawn.length, random),
  };
};

type Group = { readonly traits: Traits; readonly members: readonly Candidate[] };

/** The finest grouping with at most so many groups. One group is always allowed. */
const stratify = (candidates: readonly Candidate[], groupings: typeof GROUPINGS, most: number): Group[] => {
  for (const grouping of groupings) {
    const byTraits = Map.groupBy(candidates, ({ verdict }) => JSON.stringify(grouping(verdict)));
    if (byTraits.size > Math.max(1, most)) continue;
    return [...byTraits]
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([, members]) => {
        const [first] = members;
        return first ? [{ traits: grouping(first.verdict), members }] : [];
      });
  }
  return [];
};
