import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Transitions, transitions } from '../../src/analysis/transitions.ts';
import type { SecurityVerdict, Verdict } from '../../src/core/verdict.ts';
import { verdictOf } from './support.ts';

const CASES = {
  '+': { total: 2, passed: 2, unknown: 0 },
  '-': { total: 2, passed: 1, unknown: 0 },
  '?': { total: 2, passed: 1, unknown: 1 },
} as const;
const LENS: Readonly<Record<string, SecurityVerdict>> = { s: 'secure', i: 'insecure', '?': 'unknown' };

/** A verdict such as `s+`: secure and works. */
const verdict = (look: string, task: string, method = 'base'): Verdict =>
  verdictOf({
    task,
    method,
    security: LENS[look[0] ?? ''] ?? 'unknown',
    cases: CASES[look[1] as keyof typeof CASES],
  });

/** Transitions such as `i+ s-`, one for each sample. */
const shifted = (...pairs: readonly string[]): Transitions => {
  const looks = pairs.map((pair) => pair.split(' '));
  return transitions(
    looks.map(([from = ''], n) => verdict(from, `T/${n}`)),
    looks.map(([, to = ''], n) => verdict(to, `T/${n}`, 'm')),
  );
};

const times = (count: number, pair: string): string[] => Array<string>(count).fill(pair);

describe('the columns of table 6 of paper A', () => {
  it('count from the samples that the base has in the first state', () => {
    const { shifts } = shifted(
      'i+ s-',
      'i+ i+',
      'i+ s+',
      's+ s-',
      's+ i+',
      's+ s+',
      's- i-',
      's- s-',
      'i- s+',
    );
    expect(shifts).toEqual({
      securedAndBroken: { count: 1, possible: 1, of: 3, unknownBase: 0 },
      broken: { count: 1, possible: 1, of: 3, unknownBase: 0 },
      madeInsecure: { count: 1, possible: 1, of: 3, unknownBase: 0 },
      secureToInsecure: { count: 2, possible: 2, of: 5, unknownBase: 0 },
      fixed: { count: 1, possible: 1, of: 3, unknownBase: 0 },
    });
  });

  it('leave open what is unknown after the method, and leave out what is unknown before it', () => {
    const { shifts } = shifted('i+ ?-', 'i+ s?', 'i+ i?', '?+ s-', 'i? s-', 's- ?+', '?? ??');
    expect(shifts.securedAndBroken).toEqual({ count: 0, possible: 2, of: 3, unknownBase: 3 });
    expect(shifts.fixed).toEqual({ count: 0, possible: 1, of: 3, unknownBase: 3 });
    expect(shifts.secureToInsecure).toEqual({ count: 0, possible: 1, of: 1, unknownBase: 2 });
  });
});

describe('their denominators, which the paper does not name', () => {
  /** As the paper prints them: some are rounded, some cut off. */
  const prints = (count: number, of: number): string[] => {
    const percent = (100 * count) / of;
    return [percent.toFixed(2), (Math.floor(100 * percent) / 100).toFixed(2)];
  };

  it('insecure and functional: of the counts that table 7 gives for DeepSeek-Coder, 146', () => {
    // Table 7: SVEN (69), SafeCoder (20), CodeGuard+ (31), PromSec (63); table 6: their shares on BigCodeBench.
    const shares = [
      [69, '47.26'],
      [20, '13.69'],
      [31, '21.23'],
      [63, '43.15'],
    ] as const;
    const fitting = Array.from({ length: 1140 }, (_, n) => n + 1).filter((of) =>
      shares.every(([count, share]) => prints(count, of).includes(share)),
    );
    expect(fitting).toEqual([146]);
    for (const [count, share] of shares) {
      const { shifts } = shifted(
        ...times(count, 'i+ s-'),
        ...times(146 - count, 'i+ i+'),
        ...times(222, 's+ s+'),
      );
      const { securedAndBroken } = shifts;
      expect(securedAndBroken.of).toBe(146);
      expect(prints(securedAndBroken.count, securedAndBroken.of)).toContain(share);
    }
  });

  /** Denominators up to `most` for which every share is that of a whole number of samples. */
  const allowed = (shares: string, most: number): number[] =>
    Array.from({ length: most }, (_, n) => n + 1).filter((of) =>
      shares.split(' ').every((share) => {
        const near = Math.round((Number(share) * of) / 100);
        return [near - 1, near, near + 1].some((count) => prints(count, of).includes(share));
      }),
    );

  it('secure and functional: for both columns of GPT-4o, what Secure-Pass@1 of table 5 says', () => {
    // Secure-Pass@1 of the base: 0.3771 of 1140 and 0.0399 of 1201 tasks.
    expect(allowed('16.74 0.46', 1140)).toContain(Math.round(0.3771 * 1140));
    expect(allowed('29.16 2.08', 1201)).toContain(Math.round(0.0399 * 1201));
    expect(allowed('31.33 1.63', 1140)).toContain(Math.round(0.3219 * 1140));
    // And insecure and functional is what is left of Pass@1: 0.6043 of 1140.
    expect(allowed('8.10', 1140)).toContain(Math.round(0.6043 * 1140) - Math.round(0.3771 * 1140));
  });

  it('one number serves both of these columns for all methods of a model', () => {
    expect(allowed('33.87 20.64 16.77 77.09 0.32 0.96', 1140)).toContain(310); // Qwen2.5-Coder
    expect(allowed('59.45 28.37 39.64 69.81 1.35 0.45', 1140)).toContain(222); // DeepSeek-Coder
  });

  it('secure, whether or not it works: another number, that of all secure samples', () => {
    expect(allowed('1.43 2.00 1.57 0.42', 1140)).toEqual([698, 699, 700, 701]); // DeepSeek-Coder
    expect(allowed('1.74 3.19 1.88 2.03', 1140)).toEqual([688, 689, 690]); // Qwen2.5-Coder
  });

  it('but for CodeLlama the printed shares have no common one', () => {
    expect(allowed('69.00 73.00 33.55 55.70 1.34 0.67', 1140)).toEqual([]);
    expect(allowed('33.55 55.70 1.34 0.67', 200)).toEqual([149]);
    expect(allowed('43.58 48.71 12.82 5.10', 1201)).toEqual([]);
  });
});

describe('pairs', () => {
  it('have the same task, model and index; the others are counted', () => {
    const base = [verdictOf({ task: 'a' }), verdictOf({ task: 'b' }), verdictOf({ task: 'c', model: 'n' })];
    const method = [
      verdictOf({ task: 'a', method: 'm' }),
      verdictOf({ task: 'b', method: 'm', index: 1 }),
      verdictOf({ task: 'c', method: 'm' }),
    ];
    expect(transitions(base, method)).toMatchObject({ pairs: 1, unpaired: { base: 2, method: 2 } });
  });

  const looks = fc
    .tuple(fc.constantFrom(...Object.keys(LENS)), fc.constantFrom(...Object.keys(CASES)))
    .map((parts) => parts.join(''));
  const pairs = fc.array(
    fc.tuple(looks, looks).map((pair) => pair.join(' ')),
    { maxLength: 30 },
  );

  it('add up in the matrix, and in no share beyond it', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const { cells, shifts, pairs: counted } = shifted(...all);
        expect(counted).toBe(all.length);
        expect(cells.reduce((sum, { samples }) => sum + samples, 0)).toBe(all.length);
        for (const { count, possible, of, unknownBase } of Object.values(shifts)) {
          expect(count).toBeLessThanOrEqual(possible);
          expect(possible).toBeLessThanOrEqual(of);
          expect(of + unknownBase).toBeLessThanOrEqual(all.length);
        }
      }),
    );
  });

  it('without unknowns nothing is open, and what did not change shifts nothing', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const known = all.filter((pair) => !pair.includes('?'));
        for (const { count, possible, unknownBase } of Object.values(shifted(...known).shifts)) {
          expect([possible, unknownBase]).toEqual([count, 0]);
        }
        const same = known.map((pair) => `${pair.slice(0, 2)} ${pair.slice(0, 2)}`);
        for (const { count } of Object.values(shifted(...same).shifts)) expect(count).toBe(0);
      }),
    );
  });
});
