type Banked = {
  /** Tokens that are still needed: the number of the bank. */
  readonly left: number;
  /** Log probability. */
  readonly score: number;
};

/**
 * Chooses among candidates that have as many tokens each: the likeliest of each bank, then the second of each, and so
 * on, the bank that needs least first. So a likely text does not drive out those that are on their way to what is
 * required (dynamic beam allocation; Post and Vilar 2018, section 3; CodeGuard+ samples the candidates).
 */
export const fillFromBanks = <Candidate extends Banked>(
  candidates: readonly Candidate[],
  width: number,
): Candidate[] => {
  const banks = [...Map.groupBy(candidates, ({ left }) => left)]
    .toSorted(([a], [b]) => a - b)
    .map(([, bank]) => bank.toSorted((a, b) => b.score - a.score));
  const longest = banks.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: longest }, (_, rank) => banks.flatMap((bank) => bank[rank] ?? []))
    .flat()
    .slice(0, width);
};
