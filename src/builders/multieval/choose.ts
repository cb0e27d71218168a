/** What the analyzers of defects say of a first attempt; `unknown` too if there is none. */
export type AttemptState = 'erroneous' | 'error-free' | 'unknown';

/** The first attempt of one model at one task. */
export type Attempt = {
  readonly model: string;
  readonly state: AttemptState;
  /** What was found, as `analyzer/rule`. */
  readonly rules: readonly string[];
  /** Why it is unknown. */
  readonly because: readonly string[];
  /** Whether it ended at the limit of tokens: an error may be the limit's. */
  readonly cutOff: boolean;
};

/** How many of the models must have erred at a task for it to be kept, of `n`. */
const NEEDED = {
  any: () => 1,
  majority: (n: number) => Math.floor(n / 2) + 1,
  all: (n: number) => n,
} as const;

export type Keep = keyof typeof NEEDED;
export const KEEP = Object.keys(NEEDED) as readonly Keep[];

/** `undecided`: unknown attempts would have it kept, were they erroneous. It is not in the set. */
export type Choice = 'kept' | 'dropped' | 'undecided';

/**
 * Whether a task belongs into the set: "the presence of errors in the generated solution on the first attempt" (Tuning
 * LLM in secure code generation, ISP RAS 2025, section 4.1). The paper does not say how many of its models must err.
 */
export const choose = (attempts: readonly Attempt[], keep: Keep): Choice => {
  const count = (state: AttemptState): number => attempts.filter((one) => one.state === state).length;
  const needed = NEEDED[keep](attempts.length);
  if (attempts.length === 0) return 'undecided';
  if (count('erroneous') >= needed) return 'kept';
  return count('erroneous') + count('unknown') >= needed ? 'undecided' : 'dropped';
};
