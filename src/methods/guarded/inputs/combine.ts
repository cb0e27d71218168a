import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A parameter's values, the plainest first. */
export type Column = {
  readonly values: readonly string[];
  readonly optional: boolean;
  /** Whether the n-th value belongs to the n-th of other parameters. */
  readonly aligned: boolean;
};

/** A value for each parameter; undefined: it is left out. */
export type Row = readonly (string | undefined)[];

const SEED = 20_260;

/**
 * Rows of values, at most `most`, always the same for the same columns: first one without what may be left out, then
 * the n-th values of all parameters together (tables of the code are read in their order, so these belong together),
 * then the first row with one value changed, then whatever.
 */
export const combine = (given: readonly Column[], most: number): readonly Row[] => {
  const columns = given.map((column, at) => turned(column, given.slice(0, at)));
  const found = new Map<string, Row>();
  const add = (row: Row): void => {
    if (found.size < most && !meetsItself(row, columns)) found.set(JSON.stringify(row), row);
  };
  const nth = (at: number): Row => columns.map(({ values }) => values[at % values.length]);
  const longest = Math.max(1, ...columns.map(({ values }) => values.length));

  if (columns.some(({ optional }) => optional))
    add(columns.map(({ values, optional }) => (optional ? undefined : values[0])));
  for (let at = 0; at < longest; at += 1) add(nth(at));
  for (let at = 1; at < longest; at += 1)
    for (const [changed, { values }] of columns.entries())
      if (at < values.length) add(nth(0).map((value, column) => (column === changed ? values[at] : value)));
  const random = xoroshiro128plus(SEED);
  for (let tries = 0; tries < 4 * most && found.size < most; tries += 1)
    add(columns.map(({ values }) => values[uniformInt(random, 0, values.length - 1)]));
  return [...found.values()];
};

const isText = (source: string | undefined): boolean => source?.startsWith('"') ?? false;

/** Whether two parameters that do not belong together name the same: nobody sends money to himself. */
const meetsItself = (row: Row, columns: readonly Column[]): boolean =>
  row.some(
    (value, at) =>
      isText(value) && columns[at]?.aligned === false && row.indexOf(value) < at && value !== '""',
  );

/** Parameters with the same values that do not belong together get different ones: money goes from one to another. */
const turned = (column: Column, others: readonly Column[]): Column => {
  const { values, aligned } = column;
  const by = aligned ? 0 : others.filter((other) => other.values[0] === values[0]).length % values.length;
  return { ...column, values: [...values.slice(by), ...values.slice(0, by)] };
};
