import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { cohensD, cohensDz } from '../../src/stats/effect-size.ts';
import { mcnemarTest, signTest } from '../../src/stats/exact-tests.ts';
import { holm } from '../../src/stats/holm.ts';
import { mean } from '../../src/stats/mean.ts';
import { minimumDetectable } from '../../src/stats/power.ts';
import { squaredDeviations } from '../../src/stats/spread.ts';
import { pairedTest, type TTest, welchTest } from '../../src/stats/t-test.ts';
import { cellSums, type TwoWayAnova, twoWayAnova } from '../../src/stats/two-way-anova.ts';
import fixtures from '../fixtures/statistics.json' with { type: 'json' };

const known = <T>(outcome: Outcome<T>): T => {
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return outcome.value;
};

const differencesOf = (arm: readonly number[], base: readonly number[]): number[] =>
  arm.map((value, task) => value - (base[task] ?? Number.NaN));

/** Within 1e-9, of the value itself where that is large. */
const expectClose = (ours: number | undefined, theirs: number): void => {
  const reach = 1e-9 * Math.max(1, Math.abs(theirs));
  expect(Math.abs((ours ?? Number.NaN) - theirs)).toBeLessThanOrEqual(reach);
};

const expectSame = (ours: object | undefined, theirs: Readonly<Record<string, number>>): void => {
  for (const [name, value] of Object.entries(theirs)) expectClose(Reflect.get(ours ?? {}, name), value);
};

describe.each(fixtures.paired)('$name', ({ base, arm, welch, paired, d, dz, ...power }) => {
  const differences = differencesOf(arm, base);

  test('has the t-tests of SciPy', () => {
    expectSame(welchTest(arm, base), welch);
    expectSame(pairedTest(differences), paired);
  });

  test('has the effect sizes that NumPy gives', () => {
    expectClose(cohensD(arm, base), d);
    expectClose(cohensDz(differences), dz);
  });

  test('has a minimum detectable effect, near the exact one of statsmodels', () => {
    const ours = minimumDetectable(differences) ?? Number.NaN;
    expectClose(ours, power.detectable);
    const away = Math.abs(ours / power.detectableExactly - 1);
    expect(away).toBeLessThan(base.length >= 10 ? 0.01 : 0.06);
  });
});

test.each(fixtures.mcnemar)("McNemar's p of $pairs is that of statsmodels", ({ pairs, p }) => {
  const [first = Number.NaN, second = Number.NaN] = pairs;
  expectClose(mcnemarTest(first, second), p);
});

test.each(fixtures.holm)("Holm's correction of $ps is that of statsmodels", ({ ps, corrected }) => {
  expect(holm(ps)).toHaveLength(corrected.length);
  for (const [index, p] of holm(ps).entries()) expectClose(p, corrected[index] ?? Number.NaN);
});

test.each(fixtures.anova)('ANOVA, $name, is that of statsmodels', ({ cells, ...theirs }) => {
  const ours = known(twoWayAnova(cells.map((row) => row.map(cellSums))));
  expectSame(ours.rows, theirs.rows);
  expectSame(ours.columns, theirs.columns);
  expectSame(ours.interaction, theirs.interaction);
  expectSame(ours.residual, theirs.residual);
});

const share = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
const shares = fc.array(share, { minLength: 2, maxLength: 30 });
const pairs = fc.array(fc.tuple(share, share), { minLength: 2, maxLength: 30 });
const chance = (test: TTest | undefined): number => test?.p ?? 1;

describe('t-tests', () => {
  test('give a chance; whoever is named first, the sign alone turns', () => {
    fc.assert(
      fc.property(shares, shares, (first, second) => {
        const [ours, turned] = [welchTest(first, second), welchTest(second, first)];
        expect(chance(ours)).toBeGreaterThanOrEqual(0);
        expect(chance(ours)).toBeLessThanOrEqual(1);
        expectClose(ours?.p ?? 1, chance(turned));
        expectClose(ours?.t ?? 0, -(turned?.t ?? 0));
        expectClose(cohensD(first, second) ?? 0, -(cohensD(second, first) ?? 0));
      }),
    );
  });

  test('paired: the order of pairs does not matter; d_z is t over the root of n', () => {
    fc.assert(
      fc.property(pairs, (drawn) => {
        const differences = drawn.map(([a, b]) => a - b);
        const ours = pairedTest(differences);
        expect(chance(ours)).toBeLessThanOrEqual(1);
        expectClose(chance(ours), chance(pairedTest(differences.toReversed())));
        const turned = pairedTest(differences.map((difference) => -difference));
        expectClose(ours?.t ?? 0, -(turned?.t ?? 0));
        expectClose(cohensDz(differences) ?? 0, (ours?.t ?? 0) / Math.sqrt(differences.length));
      }),
    );
  });

  test('there is none without spread, be it that of rounding alone', () => {
    expect(welchTest([1, 1], [0, 0])).toBeUndefined();
    expect(welchTest([1], [0, 1])).toBeUndefined();
    expect(welchTest([1, 1], [0, 1])?.p).toBeCloseTo(0.5, 12);
    const equal = [0.3 - 0.2, 0.1, 0.4 - 0.3];
    expect(new Set(equal).size).toBe(3);
    expect(pairedTest(equal)).toBeUndefined();
    expect(cohensDz(equal)).toBeUndefined();
    expect(minimumDetectable(equal)).toBeUndefined();
    expect(pairedTest([0.2])).toBeUndefined();
  });
});

describe("McNemar's test", () => {
  test('is twice the tail of a fair coin, at most 1, whichever is named first', () => {
    const tail = (few: number, all: number): number => {
      let [term, total] = [0.5 ** all, 0];
      for (let i = 0; i <= few; i++) {
        total += term;
        term *= (all - i) / (i + 1);
      }
      return total;
    };
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (first, second) => {
        const p = mcnemarTest(first, second);
        expectClose(p, Math.min(1, 2 * tail(Math.min(first, second), first + second)));
        expect(mcnemarTest(second, first)).toBe(p);
        expect(signTest(first, second)).toBe(p);
      }),
    );
  });
});

describe("Holm's correction", () => {
  test('keeps the order, and leaves no p below its own nor above 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (ps) => {
        const corrected = holm(ps);
        for (const [i, p] of ps.entries()) {
          expect(corrected[i]).toBeGreaterThanOrEqual(p);
          expect(corrected[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of ps.entries())
            if (p <= other) expect(corrected[i]).toBeLessThanOrEqual(corrected[j] ?? Number.NaN);
        }
      }),
    );
  });
});

describe('ANOVA', () => {
  const sumsOf = (cells: readonly (readonly (readonly number[])[])[]) =>
    twoWayAnova(cells.map((row) => row.map(cellSums)));

  /** Sums of squares as textbooks have them for cells of equal size (e.g. Montgomery, section 5.3). */
  const textbook = (cells: readonly (readonly (readonly number[])[])[]) => {
    const all = cells.flat(2);
    const rows = cells.map((row) => mean(row.flat()));
    const columns = (cells[0] ?? []).map((_, j) => mean(cells.flatMap((row) => row[j] ?? [])));
    const [perRow, perColumn] = [all.length / rows.length, all.length / columns.length];
    const within = cells.flat().reduce((sum, cell) => sum + squaredDeviations(cell), 0);
    const squaresOfRows = perRow * squaredDeviations(rows);
    const squaresOfColumns = perColumn * squaredDeviations(columns);
    return {
      rows: squaresOfRows,
      columns: squaresOfColumns,
      interaction: squaredDeviations(all) - within - squaresOfRows - squaresOfColumns,
      residual: within,
    };
  };

  const grid = fc
    .record({
      rows: fc.integer({ min: 2, max: 4 }),
      columns: fc.integer({ min: 2, max: 4 }),
      n: fc.integer({ min: 2, max: 4 }),
    })
    .chain(({ rows, columns, n }) => {
      const cell = fc.array(share, { minLength: n, maxLength: n });
      const row = fc.array(cell, { minLength: columns, maxLength: columns });
      return fc.array(row, { minLength: rows, maxLength: rows });
    });

  test('of cells of equal size is the textbook formula', () => {
    fc.assert(
      fc.property(grid, (cells) => {
        const ours = sumsOf(cells);
        if (ours.status === 'unknown') {
          expect(ours.reason).toBe('nothing varies within the cells');
          return;
        }
        const theirs = textbook(cells);
        for (const part of ['rows', 'columns', 'interaction', 'residual'] as const)
          expect(Math.abs(ours.value[part].squares - theirs[part])).toBeLessThan(1e-9);
      }),
    );
  });

  test('turned round, the factors change places and nothing else does', () => {
    const cell = fc.array(share, { minLength: 1, maxLength: 5 });
    const uneven = fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(uneven, (cells) => {
        const ours = sumsOf(cells);
        const turned = sumsOf([0, 1, 2].map((column) => cells.map((row) => row[column] ?? [])));
        expect(turned.status).toBe(ours.status);
        if (ours.status === 'unknown' || turned.status === 'unknown') return;
        const pairsOf = ({ rows, columns, interaction }: TwoWayAnova, other: TwoWayAnova) =>
          [
            [rows, other.columns],
            [columns, other.rows],
            [interaction, other.interaction],
          ] as const;
        for (const [one, two] of pairsOf(ours.value, turned.value)) {
          expect(Math.abs(one.squares - two.squares)).toBeLessThan(1e-9);
          expect(Math.abs(one.p - two.p)).toBeLessThan(1e-6);
          expect(one.p).toBeGreaterThanOrEqual(0);
          expect(one.p).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('costs what its cells cost, not what is in them', () => {
    const sums = { n: 250_000, mean: 0.5, squares: 62_500 };
    const { rows, residual } = known(
      twoWayAnova([
        [sums, sums],
        [{ ...sums, mean: 0.51 }, sums],
      ]),
    );
    expect(residual.df).toBe(999_996);
    expect(rows.p).toBeLessThan(1e-5);
  });

  test.each([
    [
      [
        [
          [0, 1],
          [0, 1],
        ],
      ],
      'each factor needs two levels',
    ],
    [
      [
        [[0, 1], []],
        [[0], [1]],
      ],
      'a cell is empty',
    ],
    [
      [
        [[0], [1]],
        [[0], [1]],
      ],
      'there is one value in each cell',
    ],
    [
      [
        [[0, 0], [1]],
        [[0], [1, 1]],
      ],
      'nothing varies within the cells',
    ],
  ])('of %j is unknown: %s', (cells, reason) => {
    expect(sumsOf(cells)).toEqual({ status: 'unknown', reason });
  });
});
