import { type BleuCounts, countMatches, MAX_ORDER, readReference, sumCounts } from './counts.ts';
import { tokenize13a } from './tokenize.ts';

/** A text, and the one that it is compared with. */
export type BleuPair = readonly [candidate: string, reference: string];

export type BleuOptions = {
  /**
   * Whether only orders count that the candidates are long enough for. Without it a corpus of fewer words than
   * {@link MAX_ORDER} scores 0, even if it equals the reference.
   */
  readonly effectiveOrder?: boolean;
};

/**
 * BLEU of texts against one reference each:
 *
 *     BLEU = 100 * BP * exp(1/4 * sum_{n=1}^{4} ln p_n),  BP = min(1, e^(1 - r/c))
 *
 * p_n is the share of the candidates' sequences of n words that the references have, c and r are the words of both. In
 * place of the j-th p_n that is 0 stands 1 / (2^j * total_n) (smoothing `exp`: NIST; method 3 of Chen and Cherry 2014,
 * W14-3346). Nothing shared at all is 0.
 *
 * Equals sacrebleu 2.6.0 with its defaults (`13a`, mixed case): `corpus_bleu`; with `effectiveOrder` and one pair
 * `sentence_bleu`. Sources: Papineni et al. 2002 (P02-1040), Post 2018 (W18-6319).
 *
 * @returns from 0 to 100, but for rounding; no pairs: 0
 */
export const corpusBleu = (pairs: readonly BleuPair[], options: BleuOptions = {}): number =>
  scoreOf(
    sumCounts(
      pairs.map(([candidate, reference]) =>
        countMatches(tokenize13a(candidate), readReference(tokenize13a(reference))),
      ),
    ),
    options,
  );

/** The same of one text after another against one reference, which is read once. */
export const bleuAgainst = (reference: string): ((candidate: string) => number) => {
  const read = readReference(tokenize13a(reference));
  return (candidate) => scoreOf(countMatches(tokenize13a(candidate), read), {});
};

const scoreOf = (counts: BleuCounts, { effectiveOrder = false }: BleuOptions): number => {
  if (counts.matches.every((count) => count === 0)) return 0;
  const reached = counts.totals.filter((total) => total > 0).length;
  if (reached < MAX_ORDER && !effectiveOrder) return 0;
  const logarithms = precisionsOf(counts, reached).map(Math.log);
  const mean = logarithms.reduce((sum, one) => sum + one, 0) / reached;
  return brevityPenalty(counts) * Math.exp(mean);
};

/** In per cent, as sacrebleu has them before it takes logarithms. */
const precisionsOf = ({ totals, matches }: BleuCounts, orders: number): number[] => {
  let smoothing = 1;
  return totals.slice(0, orders).map((total, at) => {
    const matched = matches[at] ?? 0;
    if (matched > 0) return (100 * matched) / total;
    smoothing *= 2;
    return 100 / (smoothing * total);
  });
};

const brevityPenalty = ({ candidate, reference }: BleuCounts): number =>
  candidate < reference ? Math.exp(1 - reference / candidate) : 1;
