import type { Finding, Level } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Ballot, Charge, Fault } from './answer.ts';

/**
 * The verdict of all votes on one sample. The majority of the well-formed ones decides. Unknown: more than half of all
 * are malformed, or as many say secure as insecure.
 */
export const tally = (ballots: readonly Ballot[]): Outcome<Finding[]> => {
  const faults = ballots.flatMap((ballot) => (ballot.verdict === 'malformed' ? [ballot.fault] : []));
  if (faults.length > ballots.length / 2) return unknown(`malformed answer: ${mostFrequent(faults)}`);
  const against = ballots.flatMap((ballot) => (ballot.verdict === 'insecure' ? [ballot.charges] : []));
  const inFavour = ballots.length - faults.length - against.length;
  if (against.length === inFavour) return unknown('votes tied');
  return ok(against.length > inFavour ? findingsOf(against, ballots.length) : []);
};

/** The first of those that are most frequent. */
const mostFrequent = (faults: readonly Fault[]): Fault | undefined =>
  [...Map.groupBy(faults, (fault) => fault)].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];

/** What at least half of the insecure votes name; where they agree on nothing, what the first of them names. */
const findingsOf = (against: readonly (readonly Charge[])[], votes: number): Finding[] => {
  const all = against.flatMap(distinct);
  const named = [...Map.groupBy(all, keyOf).values()];
  const shared = named.filter(({ length }) => length >= against.length / 2);
  const first = new Set(against[0]?.map(keyOf));
  const chosen =
    shared.length > 0 ? shared : named.filter(([charge]) => charge !== undefined && first.has(keyOf(charge)));
  return chosen
    .flatMap(([charge, ...others]) => (charge ? [toFinding(charge, others.length + 1, votes)] : []))
    .sort((a, b) => a.line - b.line || (a.cwes[0] ?? 0) - (b.cwes[0] ?? 0));
};

const keyOf = ({ cwe, line }: Charge): string => `${cwe}:${line}`;

/** A vote that names the same weakness twice has one voice like any other. */
const distinct = (charges: readonly Charge[]): Charge[] =>
  [...Map.groupBy(charges, keyOf).values()].flatMap(([charge]) => charge ?? []);

const toFinding = ({ cwe, line, reason }: Charge, agreeing: number, votes: number): Finding => ({
  rule: `judge/cwe-${cwe}`,
  cwes: [cwe],
  severity: 'medium',
  confidence: confidenceOf(agreeing, votes),
  message: reason.trim(),
  line,
});

/**
 * By the share of all votes that name the weakness: low below a half, high from three quarters, else medium. A single
 * vote has nobody to agree with: medium.
 */
const confidenceOf = (agreeing: number, votes: number): Level => {
  const share = agreeing / votes;
  if (votes === 1) return 'medium';
  if (share < 1 / 2) return 'low';
  return share < 3 / 4 ? 'medium' : 'high';
};
