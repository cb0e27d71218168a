import type { SecurityVerdict, Verdict } from '../core/verdict.ts';
import type { Interval } from '../stats/bootstrap.ts';
import { cohenKappa } from '../stats/kappa.ts';
import { compareText } from './order.ts';

/** Who says of samples whether they are secure: a scanner, a judge, the exploit tests, or the policy. */
export type Rater = { readonly id: string; verdictOf(verdict: Verdict): SecurityVerdict | null | undefined };

/** How two raters agree, over the samples that both could judge. */
export type PairAgreement = {
  readonly raters: readonly [string, string];
  readonly samples: number;
  /** Share of these on which both say the same. Null: there are none. */
  readonly observed: number | null;
  /** Cohen's kappa, with its 95 % interval. Null: there are none, or both say the same of all of them. */
  readonly kappa: { readonly value: number; readonly ci: Interval } | null;
  /** Of the samples that one of them accuses, the share that both accuse. Null: neither accuses any. */
  readonly jaccard: number | null;
};

/** The samples that exactly these scanners accuse (one bar of an UpSet plot). */
export type AccusedSet = {
  /** Empty: nobody accuses them. */
  readonly scanners: readonly string[];
  readonly samples: number;
  /** Samples among these that some other scanner could not judge, so that they may belong to a larger set. */
  readonly unsettled: number;
};

export const scannerRater = (id: string): Rater => ({ id, verdictOf: ({ scanners }) => scanners[id] });
export const exploitRater: Rater = { id: 'exploits', verdictOf: ({ exploits }) => exploits };
export const policyRater: Rater = { id: 'policy', verdictOf: ({ security }) => security };

/** The agreement of every two raters, in their order. */
export const pairAgreements = (verdicts: readonly Verdict[], raters: readonly Rater[]): PairAgreement[] =>
  raters.flatMap((first, index) =>
    raters.slice(index + 1).map((second) => pairAgreement(verdicts, first, second)),
  );

const pairAgreement = (verdicts: readonly Verdict[], first: Rater, second: Rater): PairAgreement => {
  const ratings = verdicts.flatMap((verdict) => {
    const [a, b] = [first.verdictOf(verdict), second.verdictOf(verdict)];
    return isJudged(a) && isJudged(b) ? [[a, b] as const] : [];
  });
  const count = (holds: (a: string, b: string) => boolean): number =>
    ratings.filter(([a, b]) => holds(a, b)).length;
  const kappa = cohenKappa(ratings);
  const both = count((a, b) => a === 'insecure' && b === 'insecure');
  const either = count((a, b) => a === 'insecure' || b === 'insecure');
  return {
    raters: [first.id, second.id],
    samples: ratings.length,
    observed: share(
      count((a, b) => a === b),
      ratings.length,
    ),
    kappa: kappa.status === 'ok' ? { value: kappa.value.value, ci: kappa.value.ci } : null,
    jaccard: share(both, either),
  };
};

const isJudged = (verdict: SecurityVerdict | null | undefined): verdict is 'secure' | 'insecure' =>
  verdict === 'secure' || verdict === 'insecure';

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/**
 * The samples by the exact set of raters that accuse them, the large sets first. Samples that no rater covers are in
 * none.
 */
export const accusedSets = (verdicts: readonly Verdict[], raters: readonly Rater[]): AccusedSet[] => {
  const judged = verdicts.flatMap((verdict) => {
    const said = raters.map((rater) => ({ id: rater.id, verdict: rater.verdictOf(verdict) }));
    if (said.every(({ verdict }) => verdict === undefined || verdict === null)) return [];
    const accusers = said.filter(({ verdict }) => verdict === 'insecure').map(({ id }) => id);
    return [{ accusers, unsettled: said.some(({ verdict }) => verdict === 'unknown') }];
  });
  return [...Map.groupBy(judged, ({ accusers }) => JSON.stringify(accusers)).values()]
    .map((group) => ({
      scanners: group[0]?.accusers ?? [],
      samples: group.length,
      unsettled: group.filter(({ unsettled }) => unsettled).length,
    }))
    .sort((a, b) => b.samples - a.samples || compareText(a.scanners.join(), b.scanners.join()));
};
