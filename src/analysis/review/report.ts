import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Scores } from '../../core/score.ts';
import type { Verdict } from '../../core/verdict.ts';
import { type ChanceCorrected, cohenKappa, gwetAc1 } from '../../stats/kappa.ts';
import { type Proportion, weightedProportion } from '../../stats/proportion.ts';
import { exploitRater, policyRater, scannerRater } from '../agreement.ts';
import { measureRater, type RaterAccuracy } from './accuracy.ts';
import { type CorrectedRow, correctScores, rawKey } from './corrected.ts';
import { type FinalLabel, finalLabels, type Person, ratingsOf, type Standing, standing } from './labels.ts';
import type { Adjudication, Plan } from './terms.ts';

/** How two people agree before anybody adjudicates; "unsure" is an answer like the others. */
export type PeopleAgreement = {
  /** Samples that both labelled. */
  readonly samples: number;
  readonly observed: Outcome<Proportion>;
  readonly kappa: Outcome<ChanceCorrected>;
  readonly ac1: Outcome<ChanceCorrected>;
};

/** All that labels say of a run. */
export type ReviewReport = {
  readonly format: 'bifocal.review/1';
  readonly policyText: string;
  readonly plan: Omit<Plan, 'format' | 'samples'> & { readonly drawn: number };
  /** Samples of the run now; more than were there when the plan was drawn, if it has grown since. */
  readonly samples: number;
  readonly people: readonly ({ readonly name: string; readonly labelled: number } & Pick<
    Standing,
    'stale' | 'notDrawn'
  >)[];
  /** Names of those who adjudicated. */
  readonly adjudicators: readonly string[];
  readonly labels: Readonly<Record<FinalLabel['verdict'] | FinalLabel['how'], number>>;
  readonly agreement: PeopleAgreement;
  /** The share of secure samples in the run, by the labels alone: no scanner has a part in it. */
  readonly secure: Outcome<Proportion>;
  readonly raters: readonly RaterAccuracy[];
  readonly corrected: readonly CorrectedRow[];
};

export type ReviewMaterial = {
  readonly plan: Plan;
  /** At most two, in the order in which outputs name them. */
  readonly people: readonly Person[];
  readonly adjudications: readonly Adjudication[];
  readonly verdicts: readonly Verdict[];
  readonly scores: Scores;
};

/** Joins labels and verdicts: who is right how often, and what that makes of the scores. */
export const reviewReport = ({
  plan,
  people,
  adjudications,
  verdicts,
  scores,
}: ReviewMaterial): ReviewReport => {
  const standings = people.map(({ labels }) => standing(plan, labels));
  const decisions = standing(plan, adjudications);
  const labels = finalLabels(plan, standings, decisions);
  const ratings = ratingsOf(plan, standings);
  const bySample = new Map(verdicts.map((verdict) => [verdict.sample, verdict]));
  const raters = [
    policyRater,
    ...scores.scanners.filter(({ role }) => role !== 'defects').map(({ id }) => scannerRater(id)),
    ...(scores.rows.some(({ metrics }) => metrics[rawKey(exploitRater.id)]) ? [exploitRater] : []),
  ].flatMap((rater) => measureRater(rater, labels, bySample) ?? []);
  const { samples, format: _, ...design } = plan;
  return {
    format: 'bifocal.review/1',
    policyText: scores.policyText,
    plan: { ...design, drawn: samples.length },
    samples: verdicts.length,
    people: people.map(({ name }, index) => ({
      name,
      labelled: standings[index]?.labels.size ?? 0,
      stale: standings[index]?.stale ?? 0,
      notDrawn: standings[index]?.notDrawn ?? 0,
    })),
    adjudicators: [
      ...new Set(
        labels
          .filter(({ how }) => how === 'adjudicated')
          .flatMap(({ planned }) => decisions.labels.get(planned.sample)?.by ?? []),
      ),
    ].sort(),
    labels: countLabels(labels),
    agreement: {
      samples: ratings.length,
      observed: proportion(ratings.map(([a, b]) => ({ weight: 1, hit: a === b }))),
      kappa: cohenKappa(ratings),
      ac1: gwetAc1(ratings),
    },
    secure: proportion(
      labels
        .filter(({ verdict }) => verdict !== 'unknown')
        .map(({ verdict, planned }) => ({ weight: 1 / planned.inclusion, hit: verdict === 'secure' })),
    ),
    raters,
    corrected: correctScores(scores, raters),
  };
};

const proportion = (units: Parameters<typeof weightedProportion>[0]): Outcome<Proportion> => {
  const share = weightedProportion(units);
  return share ? ok(share) : unknown('no labels');
};

const countLabels = (labels: readonly FinalLabel[]): ReviewReport['labels'] => {
  const count = (holds: (label: FinalLabel) => boolean): number => labels.filter(holds).length;
  return {
    secure: count(({ verdict }) => verdict === 'secure'),
    insecure: count(({ verdict }) => verdict === 'insecure'),
    unknown: count(({ verdict }) => verdict === 'unknown'),
    agreed: count(({ how }) => how === 'agreed'),
    adjudicated: count(({ how }) => how === 'adjudicated'),
    disputed: count(({ how }) => how === 'disputed'),
    unlabelled: count(({ how }) => how === 'unlabelled'),
  };
};
