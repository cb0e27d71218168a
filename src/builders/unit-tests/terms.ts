import type { CallCase, Furnishing } from '../../core/task.ts';

/** Who thought of an input: a language model, or the input maker of the method `guarded`, which needs none. */
export type Origin = 'model' | 'made';

/** An input that is worth a call: Python source of a dict of keyword arguments: of literals alone, if a model wrote it. */
export type Proposal = {
  readonly origin: Origin;
  readonly args: string;
  /** What stands in the folder of the call, by path. */
  readonly files: Readonly<Record<string, Furnishing>>;
};

/** Why an input makes no case, in the order in which it is found out, in words. */
export const DROPS = {
  'not literal': 'something else than literals, or something that only the reference has',
  malformed: 'arguments that the function does not take',
  repeated: 'was there already',
  unjudged: 'ran out of time or memory, or could not be told',
  'too large': 'a value, output or text of more than 4,000 characters',
  incomparable: 'a value without a form that can be compared',
  machine: 'an outcome that names the machine, the folder or the day',
  accidental: 'an exception that neither the code raises itself nor the text speaks of',
  private: 'an exception of a class that only the reference knows',
  unstable: 'another outcome in another run',
  'control unjudged': 'nobody can tell what the insecure control answers',
  security: 'the insecure control answers otherwise',
  stub: 'a stub answers the same, and it kills no mutant that others do not',
  surplus: 'more than were asked for',
} as const;
export type Drop = keyof typeof DROPS;

/** A case, and what is known of it. */
export type Candidate = {
  readonly case: CallCase;
  readonly origin: Origin;
  /** Statements of the reference that it runs, by their index. */
  readonly statements: ReadonlySet<number>;
};

/** How many inputs were dropped for each reason. */
export type Drops = Partial<Record<Drop, number>>;

/** The sum of such counts. */
export const addDrops = (...all: readonly Drops[]): Drops => {
  const sum: Drops = {};
  for (const drops of all)
    for (const reason of Object.keys(DROPS) as Drop[])
      if (drops[reason]) sum[reason] = (sum[reason] ?? 0) + drops[reason];
  return sum;
};

/** What a person decides about the tests to be built. */
export type Settings = {
  /** Cases for each task, unless coverage and mutants need more. */
  readonly inputs: number;
  /** Times that a model is asked about each task. */
  readonly rounds: number;
  /** Whether inputs that are made without a model are tried, too. */
  readonly made: boolean;
  /** Mutants of each reference, at most. */
  readonly mutants: number;
  /** Tests of a task are weak if they kill a smaller share of the mutants, ... */
  readonly minKill: number;
  /** ... run a smaller share of the reference's statements, ... */
  readonly minCoverage: number;
  /** ... or are fewer cases. */
  readonly minCases: number;
};
