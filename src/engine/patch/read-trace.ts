import type { TraceStep } from '../../core/trace.ts';

/** A code that a method tried, and what became of it. */
export type Tried = {
  readonly round: number;
  readonly candidate: number;
  /** Undefined: there was none, the request came to nothing. */
  readonly code: string | undefined;
  /** Absent: a model wrote it. */
  readonly edit?: { readonly id: string; readonly line: number; readonly what: string };
  readonly decisions: readonly { readonly decision: string; readonly because: string }[];
};

/** What methods that hold candidates against a parent say of them in `decide` steps. */
const ACCEPTED = 'accepted';
const TAKEN = 'replaces its parent';
const REFUSALS: ReadonlySet<string> = new Set(['refused', 'no candidate']);

/** The codes that were tried beside the first attempt, in their order. */
export const triedIn = (steps: readonly TraceStep[]): Tried[] => {
  const numbered = steps.filter((step) => step.candidate !== undefined);
  const places = Map.groupBy(numbered, ({ round, candidate = 0 }) => `${round} ${candidate}`);
  return [...places.values()].map((own): Tried => {
    const [{ round, candidate = 0 } = { round: 0 }] = own;
    const edit = own.find((step) => step.step === 'edit');
    return {
      round,
      candidate,
      code: own.find((step) => step.step === 'code')?.code,
      ...(edit && { edit: { id: edit.edit, line: edit.line, what: edit.what } }),
      decisions: own
        .filter((step) => step.step === 'decide')
        .map(({ decision, because }) => ({ decision, because })),
    };
  });
};

const was = (tried: Tried, decision: string): boolean =>
  tried.decisions.some((one) => one.decision === decision);

/**
 * The codes that led to the one that was handed in, each made from the one before. Empty if the trace does not tell:
 * the method has no such steps, or hands in the first attempt.
 */
export const chainTo = (code: string, tried: readonly Tried[]): Tried[] => {
  const chain = tried
    .filter((one) => was(one, TAKEN))
    .flatMap((taken) => {
      const before = tried.filter(
        (one) =>
          taken.edit &&
          one.edit &&
          one.round === taken.round &&
          one.candidate < taken.candidate &&
          was(one, ACCEPTED),
      );
      return [...before, taken];
    });
  return chain.at(-1)?.code === code ? chain : [];
};

/** Why it was not taken; undefined if nothing was said against it. */
export const refusalOf = ({ decisions }: Tried): string | undefined =>
  decisions.findLast(({ decision }) => REFUSALS.has(decision))?.because;

/** Why the method did not even begin; undefined if it did. */
export const neverBegan = (steps: readonly TraceStep[]): string | undefined => {
  const [first] = steps.filter((step) => step.step === 'decide');
  return first?.round === 0 && first.decision.startsWith('stop') ? first.because : undefined;
};
