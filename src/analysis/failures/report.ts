import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { type ChanceCorrected, cohenKappa, type Ratings } from '../../stats/kappa.ts';
import { type Proportion, weightedProportion } from '../../stats/proportion.ts';
import type { Category, Suggestion } from '../degeneracy/suspect.ts';
import type { Share } from '../transitions.ts';
import type { FailureCase, FailureGroup } from './cases.ts';
import {
  type Decidable,
  type Decided,
  decided,
  type StandingDecisions,
  standingDecisions,
} from './decide.ts';
import { type Decider, type PaperCategory, TABLE_7 } from './terms.ts';

/** A case with what a program and people say of it. */
export type JudgedCase = FailureCase &
  Decidable & { readonly suggestion: Outcome<Suggestion>; readonly decided: Decided | null };

/** Cases of one category: those that people put there, and those that only a program did. */
export type Counted = { readonly decided: number; readonly suggested: number };

/** One row of table 7. */
export type FailureRow = {
  readonly model: string;
  readonly method: string;
  readonly shift: FailureCase['shift'];
  readonly cases: number;
  /** How many samples of the base could have become one, see {@link Share}. */
  readonly share: Omit<Share, 'count'>;
  readonly categories: Readonly<Record<Category, Counted>>;
  /** Nobody decided, and the program could not tell. */
  readonly unknown: number;
  /** People decided differently, and no category has the majority. */
  readonly disputed: number;
  /** Percent of the cases in each column of the paper's table; those of neither kind above are in none. */
  readonly table7: Readonly<Record<PaperCategory, number>> | null;
};

/** How two say the same of the cases on which both have an opinion. */
export type FailureAgreement = {
  readonly raters: readonly [string, string];
  readonly cases: number;
  readonly observed: Outcome<Proportion>;
  readonly kappa: Outcome<ChanceCorrected>;
};

export type FailureReport = {
  readonly format: 'bifocal.failures/1';
  readonly policyText: string;
  readonly rows: readonly FailureRow[];
  readonly people: readonly ({ readonly name: string; readonly decided: number } & Pick<
    StandingDecisions,
    'stale' | 'elsewhere'
  >)[];
  /** The program against the people's majority first, then every two people. */
  readonly agreement: readonly FailureAgreement[];
  readonly cases: readonly JudgedCase[];
};

/** A case before anybody decided. */
export type SuggestedCase = Decidable & { readonly suggestion: Outcome<Suggestion> };

export type FailureMaterial = {
  readonly policyText: string;
  readonly groups: readonly FailureGroup[];
  /** Of every case, by sample. */
  readonly suggested: ReadonlyMap<string, SuggestedCase>;
  /** In the order in which outputs name them. */
  readonly people: readonly Decider[];
};

const PROGRAM = 'suggestion';
const MAJORITY = 'people';

/** Table 7 of the paper for a run: what the cases of every model and method are, as far as program and people can say. */
export const failureReport = ({ policyText, groups, suggested, people }: FailureMaterial): FailureReport => {
  const standings = people.map(({ decisions }) => standingDecisions([...suggested.values()], decisions));
  const judge = (one: FailureCase): JudgedCase[] => {
    const found = suggested.get(one.sample);
    return found ? [{ ...one, ...found, decided: decided(one.sample, standings) ?? null }] : [];
  };
  const rows = groups.map((group) => ({ group, cases: group.cases.flatMap(judge) }));
  const cases = rows.flatMap((row) => row.cases);
  return {
    format: 'bifocal.failures/1',
    policyText,
    rows: rows.map(({ group, cases }) => rowOf(group, cases)),
    people: people.map(({ name }, index) => ({
      name,
      decided: standings[index]?.decisions.size ?? 0,
      stale: standings[index]?.stale ?? 0,
      elsewhere: standings[index]?.elsewhere ?? 0,
    })),
    agreement: [
      agreementOf([PROGRAM, MAJORITY], cases, suggestionOf, majorityOf),
      ...standings.flatMap((first, i) =>
        standings.slice(i + 1).map((second, j) =>
          agreementOf(
            [people[i]?.name ?? '', people[i + 1 + j]?.name ?? ''],
            cases,
            ({ sample }) => first.decisions.get(sample)?.category,
            ({ sample }) => second.decisions.get(sample)?.category,
          ),
        ),
      ),
    ],
    cases,
  };
};

const suggestionOf = ({ suggestion }: JudgedCase): Category | undefined =>
  suggestion.status === 'ok' ? suggestion.value.category : undefined;

const majorityOf = ({ decided }: JudgedCase): Category | undefined =>
  decided === null || decided.category === 'disputed' ? undefined : decided.category;

const rowOf = ({ model, method, shift, share }: FailureGroup, cases: readonly JudgedCase[]): FailureRow => {
  const { count: _, ...possible } = share;
  const categories: FailureRow['categories'] = {
    'removed code': countOf('removed code', cases),
    stub: countOf('stub', cases),
    junk: countOf('junk', cases),
    'off-task': countOf('off-task', cases),
    'false negative': countOf('false negative', cases),
    other: countOf('other', cases),
  };
  return {
    model,
    method,
    shift,
    cases: cases.length,
    share: possible,
    categories,
    unknown: cases.filter(({ decided, suggestion }) => decided === null && suggestion.status === 'unknown')
      .length,
    disputed: cases.filter(({ decided }) => decided?.category === 'disputed').length,
    table7: cases.length === 0 ? null : table7(categories, cases.length),
  };
};

const countOf = (category: Category, cases: readonly JudgedCase[]): Counted => ({
  decided: cases.filter(({ decided }) => decided?.category === category).length,
  suggested: cases.filter((one) => one.decided === null && suggestionOf(one) === category).length,
});

/** The columns of table 7 in percent of the cases. */
export const table7 = (
  categories: Readonly<Record<Category, Counted>>,
  cases: number,
): Readonly<Record<PaperCategory, number>> => {
  const percent = (names: readonly Category[]): number =>
    (100 * names.reduce((sum, name) => sum + categories[name].decided + categories[name].suggested, 0)) /
    cases;
  return {
    'Removed Code': percent(TABLE_7['Removed Code']),
    'Junk Code': percent(TABLE_7['Junk Code']),
    NFI: percent(TABLE_7.NFI),
    FN: percent(TABLE_7.FN),
    Other: percent(TABLE_7.Other),
  };
};

const agreementOf = (
  raters: readonly [string, string],
  cases: readonly JudgedCase[],
  first: (one: JudgedCase) => Category | undefined,
  second: (one: JudgedCase) => Category | undefined,
): FailureAgreement => {
  const ratings: Ratings = cases.flatMap((one) => {
    const [a, b] = [first(one), second(one)];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
  const share = weightedProportion(ratings.map(([a, b]) => ({ weight: 1, hit: a === b })));
  return {
    raters,
    cases: ratings.length,
    observed: share ? ok(share) : unknown('nothing that both judged'),
    kappa: cohenKappa(ratings),
  };
};
