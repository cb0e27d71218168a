import { compareText } from '../../analysis/order.ts';
import { likeness } from '../../analysis/overlap/likeness.ts';
import { normalCode } from '../../analysis/overlap/normal.ts';
import { type Shingles, shinglesOf } from '../../analysis/overlap/shingles.ts';
import type { Verdict } from '../../core/verdict.ts';
import { isNoWorse, type Judged, standingOf } from './standing.ts';

/** Two samples of one task, of which one is to be preferred. */
export type Choice = { readonly chosen: Judged; readonly rejected: Judged };

/** What became of the samples of a task. */
export type Chosen = {
  readonly choices: readonly Choice[];
  /** Why there are none; undefined where there are some. */
  readonly none?: string;
};

/** What of a sample is compared with others. */
type Candidate = Judged & { readonly shingles: Shingles };

type Weighed = Choice & { readonly rank: readonly number[] };

/** Tokens in a run of those by which codes are compared: short ones, since solutions are short. */
const SHINGLE = 4;

/**
 * Pairs of the samples of one task, the most telling first, at most `most`; each bad code is rejected once.
 *
 * 1. two rounds of one sample: what the method changed is what made it right (earlier rounds first)
 * 2. the chosen one passes all its cases
 * 3. the rejected one passes more of them: it is not worse for another reason
 * 4. by the same model and method
 * 5. the codes are more alike: the difference is the error
 */
export const chooseOf = (samples: readonly Judged[], most: number): Chosen => {
  const usable = distinct(
    samples.filter(({ sample }) => sample.problem === undefined && sample.code.trim() !== ''),
  );
  const good = usable.filter(({ verdict }) => standingOf(verdict) === 'good');
  const bad = usable.filter(({ verdict }) => standingOf(verdict) === 'bad');
  if (good.length === 0) return { choices: [], none: 'task without a sample that is surely good' };
  if (bad.length === 0) return { choices: [], none: 'task without a sample that is surely bad' };
  const weighed = good
    .flatMap((chosen) =>
      bad
        .filter((rejected) => isNoWorse(chosen.verdict, rejected.verdict))
        .map((rejected): Weighed => ({ chosen, rejected, rank: rankOf(chosen, rejected) })),
    )
    .sort(compare);
  const used = new Set<string>();
  const choices = weighed.filter(({ rejected }) => {
    if (used.has(rejected.sample.id) || used.size >= most) return false;
    used.add(rejected.sample.id);
    return true;
  });
  return choices.length > 0 ? { choices } : { choices, none: 'task whose good samples pass fewer tests' };
};

/** One of each code: the first by id, and of those that were handed in before rounds. */
const distinct = (samples: readonly Judged[]): Candidate[] => {
  const ordered = samples.toSorted(
    (a, b) =>
      Number(a.sample.round !== undefined) - Number(b.sample.round !== undefined) ||
      compareText(a.sample.id, b.sample.id),
  );
  const byCode = new Map<string, Candidate>();
  for (const one of ordered) {
    const { tokens, normal } = normalCode(one.sample.code, one.sample.language);
    if (!byCode.has(normal)) byCode.set(normal, { ...one, shingles: shinglesOf(tokens, SHINGLE) });
  }
  return [...byCode.values()];
};

const share = ({ cases: { total, passed } }: Verdict): number => passed / Math.max(1, total);

/** Smaller is better, number by number. */
const rankOf = (chosen: Candidate, rejected: Candidate): number[] => {
  const [ours, theirs] = [chosen.sample, rejected.sample];
  const sameMethod = ours.model === theirs.model && ours.method === theirs.method;
  const sameSample = sameMethod && ours.index === theirs.index;
  return [
    sameSample ? 0 : 1,
    sameSample ? (theirs.round ?? 0) : 0,
    chosen.verdict.function === 'functional' ? 0 : 1,
    -share(rejected.verdict),
    sameMethod ? 0 : 1,
    -likeness(chosen.shingles, rejected.shingles).jaccard,
  ];
};

const compare = (a: Weighed, b: Weighed): number => {
  const at = a.rank.findIndex((number, index) => number !== b.rank[index]);
  if (at >= 0) return (a.rank[at] ?? 0) - (b.rank[at] ?? 0);
  return (
    compareText(a.chosen.sample.id, b.chosen.sample.id) ||
    compareText(a.rejected.sample.id, b.rejected.sample.id)
  );
};
