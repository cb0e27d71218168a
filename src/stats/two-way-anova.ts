import fCdf from '@stdlib/stats-base-dists-f-cdf';
import { Matrix, solve } from 'ml-matrix';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import { mean } from './mean.ts';
import { hasSpread, squaredDeviations } from './spread.ts';

/** All that the analysis needs of the values in one cell. */
export type CellSums = {
  readonly n: number;
  readonly mean: number;
  /** The sum of squared deviations from the mean. */
  readonly squares: number;
};

/** @param values at least one */
export const cellSums = (values: readonly number[]): CellSums => ({
  n: values.length,
  mean: mean(values),
  squares: hasSpread(values) ? squaredDeviations(values) : 0,
});

/** A sum of squares with its degrees of freedom. */
export type Variation = { readonly squares: number; readonly df: number };

/** Held against the residual; `p` is the upper tail of the F distribution. */
export type TestedVariation = Variation & { readonly f: number; readonly p: number };

export type TwoWayAnova = {
  readonly rows: TestedVariation;
  readonly columns: TestedVariation;
  readonly interaction: TestedVariation;
  readonly residual: Variation;
};

/**
 * Two-way analysis of variance with interaction, for cells of any size. Sums of squares are of type II (Yates 1934, JASA
 * 29:51-66): each factor after the other, the interaction after both. With cells of equal size that is the textbook's.
 * The cells' sums are all it looks at, so that its cost does not grow with the values in them.
 *
 * @param cells rows of equal length: a row for each level of one factor, a column for each of the other
 * @returns unknown where there is nothing to test, with the reason
 */
export const twoWayAnova = (cells: readonly (readonly CellSums[])[]): Outcome<TwoWayAnova> => {
  const [rows, columns] = [cells.length, cells[0]?.length ?? 0];
  const flat = cells.flat();
  if (rows < 2 || columns < 2) return unknown('each factor needs two levels');
  if (flat.some(({ n }) => n === 0)) return unknown('a cell is empty');
  const residual = {
    squares: sum(flat.map(({ squares }) => squares)),
    df: sum(flat.map(({ n }) => n)) - rows * columns,
  };
  if (residual.df === 0) return unknown('there is one value in each cell');
  if (residual.squares === 0) return unknown('nothing varies within the cells');

  const rowOf = flat.map((_, index) => Math.floor(index / columns));
  const columnOf = flat.map((_, index) => index % columns);
  const observed = flat.map((cell) => cell.mean);
  const byRows = groupMeans(flat, rowOf);
  const byColumns = groupMeans(flat, columnOf);
  const additive = additiveFit(flat, rowOf, columnOf, rows, columns);
  const between = (full: readonly number[], reduced: readonly number[]): number =>
    sum(flat.map(({ n }, index) => n * ((full[index] ?? Number.NaN) - (reduced[index] ?? Number.NaN)) ** 2));
  const tested = (squares: number, df: number): TestedVariation => {
    const f = squares / df / (residual.squares / residual.df);
    return { squares, df, f, p: upperTail(f, df, residual.df) };
  };
  return ok({
    rows: tested(between(additive, byColumns), rows - 1),
    columns: tested(between(additive, byRows), columns - 1),
    interaction: tested(between(observed, additive), (rows - 1) * (columns - 1)),
    residual,
  });
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** For each cell the weighted mean of its level: the fit of one factor alone. */
const groupMeans = (cells: readonly CellSums[], levelOf: readonly number[]): number[] => {
  const groups = Map.groupBy(cells.keys(), (index) => levelOf[index]);
  return levelOf.map((level) => {
    const group = (groups.get(level) ?? []).flatMap((index) => cells[index] ?? []);
    return sum(group.map(({ n, mean }) => n * mean)) / sum(group.map(({ n }) => n));
  });
};

/** For each cell the fit of both factors without interaction: weighted least squares over the cells' means. */
const additiveFit = (
  cells: readonly CellSums[],
  rowOf: readonly number[],
  columnOf: readonly number[],
  rows: number,
  columns: number,
): number[] => {
  const design = cells.map((_, index) => [
    ...Array.from({ length: rows }, (_, row) => Number(rowOf[index] === row)),
    ...Array.from({ length: columns - 1 }, (_, column) => Number(columnOf[index] === column + 1)),
  ]);
  const weights = cells.map(({ n }) => Math.sqrt(n));
  const weighted = design.map((terms, index) => terms.map((term) => term * (weights[index] ?? 0)));
  const target = cells.map((cell, index) => cell.mean * (weights[index] ?? 0));
  const effects = solve(new Matrix(weighted), Matrix.columnVector(target)).to1DArray();
  return design.map((terms) => sum(terms.map((term, index) => term * (effects[index] ?? Number.NaN))));
};

/** P(F > f): F(d1, d2) is above f as often as its reciprocal, F(d2, d1), is below 1 / f. Keeps small chances exact. */
const upperTail = (f: number, d1: number, d2: number): number => (f === 0 ? 1 : fCdf(1 / f, d2, d1));
