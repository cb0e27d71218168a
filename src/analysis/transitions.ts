import type { Verdict } from '../core/verdict.ts';
import { isSame, JOINTS, type Joint, jointOf } from './joint.ts';

/** Samples that were in one state by the base and are in another by the method. */
export type Cell = { readonly from: Joint; readonly to: Joint; readonly samples: number };

/** How many of the samples that it could happen to a shift happened to. */
export type Share = {
  /** Samples that surely shifted; `count / of` is the share. */
  readonly count: number;
  /** Those, and samples that may have: a lens is unknown after the method. */
  readonly possible: number;
  /** Samples whose base is surely in the state that the shift starts from. */
  readonly of: number;
  /** Samples whose base may be in that state and is unknown: in none of the numbers. */
  readonly unknownBase: number;
};

export type Transitions = {
  /** Samples of the same task, model and index in both. */
  readonly pairs: number;
  /** Samples without a partner. */
  readonly unpaired: { readonly base: number; readonly method: number };
  /** The matrix of all states, base to method; cells without samples are left out. The others add up to `pairs`. */
  readonly cells: readonly Cell[];
  readonly shifts: Readonly<Record<keyof typeof SHIFTS, Share>>;
};

type Side = { readonly security: 'secure' | 'insecure'; readonly works?: 'functional' | 'not' };
type Shift = { readonly from: Side; readonly to: Side };

/**
 * The four columns of table 6 of "Rethinking the Evaluation of Secure Code Generation" (ICSE 2026, sections 4.3 and
 * 4.4), in its order, and the one shift that every method is for. `broken` is code that does not pass all of its
 * cases. Of the paper's shares the denominator is how many samples of the base are in the state that a column starts
 * from; it does not say so, and its numbers allow nothing else.
 */
export const SHIFTS = {
  /** Insecure code that works became secure code that does not. */
  securedAndBroken: {
    from: { security: 'insecure', works: 'functional' },
    to: { security: 'secure', works: 'not' },
  },
  /** Secure code that works became secure code that does not. */
  broken: { from: { security: 'secure', works: 'functional' }, to: { security: 'secure', works: 'not' } },
  /** Secure code that works became insecure code that works. */
  madeInsecure: {
    from: { security: 'secure', works: 'functional' },
    to: { security: 'insecure', works: 'functional' },
  },
  /** Secure code became insecure, whether or not it worked or works. */
  secureToInsecure: { from: { security: 'secure' }, to: { security: 'insecure' } },
  /** Insecure code that works became secure code that works. Not in the paper's table. */
  fixed: {
    from: { security: 'insecure', works: 'functional' },
    to: { security: 'secure', works: 'functional' },
  },
} as const satisfies Record<string, Shift>;

/**
 * What a method made of the samples of the base. Pairs have the same task, model and index.
 *
 * @param base, @param method at most one verdict for each of these; the method's name and rounds do not matter
 */
export const transitions = (base: readonly Verdict[], method: readonly Verdict[]): Transitions => {
  const before = new Map(base.map((verdict) => [keyOf(verdict), jointOf(verdict)]));
  const pairs = method.flatMap((verdict): Pair[] => {
    const from = before.get(keyOf(verdict));
    return from ? [{ from, to: jointOf(verdict) }] : [];
  });
  return {
    pairs: pairs.length,
    unpaired: { base: base.length - pairs.length, method: method.length - pairs.length },
    cells: JOINTS.flatMap((from) =>
      JOINTS.flatMap((to): Cell[] => {
        const samples = pairs.filter((pair) => isSame(pair.from, from) && isSame(pair.to, to)).length;
        return samples > 0 ? [{ from, to, samples }] : [];
      }),
    ),
    shifts: {
      securedAndBroken: shareOf(pairs, SHIFTS.securedAndBroken),
      broken: shareOf(pairs, SHIFTS.broken),
      madeInsecure: shareOf(pairs, SHIFTS.madeInsecure),
      secureToInsecure: shareOf(pairs, SHIFTS.secureToInsecure),
      fixed: shareOf(pairs, SHIFTS.fixed),
    },
  };
};

type Pair = { readonly from: Joint; readonly to: Joint };

const keyOf = ({ task, model, index }: Verdict): string => JSON.stringify([task, model, index]);

const shareOf = (pairs: readonly Pair[], { from, to }: Shift): Share => {
  const started = pairs.filter((pair) => isSurely(pair.from, from));
  return {
    count: started.filter((pair) => isSurely(pair.to, to)).length,
    possible: started.filter((pair) => isPossibly(pair.to, to)).length,
    of: started.length,
    unknownBase: pairs.filter((pair) => isPossibly(pair.from, from)).length - started.length,
  };
};

/** Whether a state is surely one that a shift starts from or ends in. */
export const isSurely = ({ security, works }: Joint, side: Side): boolean =>
  security === side.security && (side.works === undefined || works === side.works);

const isPossibly = ({ security, works }: Joint, side: Side): boolean =>
  (security === 'unknown' || security === side.security) &&
  (side.works === undefined || works === 'unknown' || works === side.works);
