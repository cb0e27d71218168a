import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accusedSets, exploitRater, pairAgreements, scannerRater } from '../../src/analysis/agreement.ts';
import { type SecurityVerdict, securityVerdictSchema } from '../../src/core/verdict.ts';
import { verdictOf } from './support.ts';

const S = 'secure';
const I = 'insecure';
const U = 'unknown';
const [a, b, c] = ['a', 'b', 'c'].map(scannerRater);
const RATERS = [a, b, c].flatMap((rater) => rater ?? []);

/** `times` samples of which scanners a, b (and c) say this. */
const said = (times: number, ...verdicts: SecurityVerdict[]) =>
  Array.from({ length: times }, () =>
    verdictOf({ scanners: Object.fromEntries(verdicts.map((verdict, i) => ['abc'[i] ?? '', verdict])) }),
  );

describe('two raters', () => {
  // Cohen's own kind of example: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no have kappa 0.4.
  const verdicts = [
    ...said(20, I, I),
    ...said(5, I, S),
    ...said(10, S, I),
    ...said(15, S, S),
    ...said(7, I, U),
  ];
  const [pair] = pairAgreements(verdicts, RATERS.slice(0, 2));

  test('kappa, Jaccard and raw agreement, over the samples that both could judge', () => {
    expect(pair).toMatchObject({ raters: ['a', 'b'], samples: 50, observed: 0.7, jaccard: 20 / 35 });
    expect(pair?.kappa?.value).toBeCloseTo(0.4, 12);
  });

  test('one that says the same of all has no kappa, and two that accuse nothing no Jaccard index', () => {
    expect(pairAgreements(said(9, S, S), RATERS.slice(0, 2))).toEqual([
      { raters: ['a', 'b'], samples: 9, observed: 1, kappa: null, jaccard: null },
    ]);
  });

  test('exploit tests are a rater where a task has them', () => {
    const attacked = said(4, I).map((verdict, i) => ({ ...verdict, exploits: i < 3 ? I : null }) as const);
    expect(pairAgreements(attacked, [...RATERS.slice(0, 1), exploitRater])[0]?.samples).toBe(3);
  });
});

test('samples by the exact set that accuses them', () => {
  const verdicts = [
    ...said(5, S, S, S),
    ...said(3, I, S, S),
    ...said(2, I, I, S),
    ...said(1, I, U, S),
    ...said(2),
  ];
  expect(accusedSets(verdicts, RATERS)).toEqual([
    { scanners: [], samples: 5, unsettled: 0 },
    { scanners: ['a'], samples: 4, unsettled: 1 },
    { scanners: ['a', 'b'], samples: 2, unsettled: 0 },
  ]);
});

test('every sample is in exactly one set, and a scanner accuses as many as its sets hold', () => {
  const verdicts = fc.array(
    fc.array(fc.constantFrom(...securityVerdictSchema.options), { minLength: 3, maxLength: 3 }),
  );
  fc.assert(
    fc.property(verdicts, (all) => {
      const sets = accusedSets(
        all.flatMap((verdicts) => said(1, ...verdicts)),
        RATERS,
      );
      const sum = (of: typeof sets) => of.reduce((total, { samples }) => total + samples, 0);
      expect(sum(sets)).toBe(all.length);
      for (const [i, id] of ['a', 'b', 'c'].entries()) {
        expect(sum(sets.filter(({ scanners }) => scanners.includes(id)))).toBe(
          all.filter((verdicts) => verdicts[i] === I).length,
        );
      }
    }),
  );
});
