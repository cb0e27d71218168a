import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kendallTau } from '../../src/stats/kendall.ts';

test.each<[number[], number[], number]>([
  [[12, 2, 1, 12, 2], [1, 4, 7, 1, 0], -0.4714045207910316], // the example of scipy.stats.kendalltau
  [[1, 2, 3], [10, 20, 30], 1],
  [[1, 2, 3], [3, 2, 1], -1],
])('tau-b of %j and %j is %d', (x, y, expected) => {
  expect(kendallTau(x, y)).toBeCloseTo(expected, 12);
});

test('nothing to order: no tau', () => {
  expect(kendallTau([1], [2])).toBeUndefined();
  expect(kendallTau([1, 1, 1], [1, 2, 3])).toBeUndefined();
});

test('symmetric, in [-1, 1], and blind to how far apart values are', () => {
  const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(values, (pairs) => {
      const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
      const tau = kendallTau(x, y);
      expect(kendallTau(y, x)).toBe(tau);
      if (tau === undefined) return;
      expect(Math.abs(tau)).toBeLessThanOrEqual(1 + 1e-12);
      expect(
        kendallTau(
          x.map((value) => value ** 3),
          y,
        ),
      ).toBeCloseTo(tau, 12);
    }),
  );
});
