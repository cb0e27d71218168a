import type { HeatCell, HeatMap } from '../../../../src/reports/charts/heat-map.ts';
import type { SiteIndex } from '../../../../src/reports/site/format.ts';
import { points } from '../../data/numbers.ts';
import { at, cwesAt, type SampleTable } from '../../data/sample-table.ts';

type Groups = (cwe: number) => string | undefined;

/** Of each arm, in how many samples each group occurs; over samples that have a base, and over these bases. */
type Tally = { pairs: number; readonly now: Map<string, number>; readonly before: Map<string, number> };

const talliesOf = (table: SampleTable, groupOf: Groups): readonly Tally[] => {
  const { columns } = table;
  const groupsOfSet = columns.cweSets.map((set) => [...new Set(set.flatMap((cwe) => groupOf(cwe) ?? []))]);
  const tallies = columns.arms.map((): Tally => ({ pairs: 0, now: new Map(), before: new Map() }));
  const add = (counts: Map<string, number>, row: number): void => {
    for (const group of groupsOfSet[at(columns.rows.cwes, row)] ?? [])
      counts.set(group, (counts.get(group) ?? 0) + 1);
  };
  for (let row = 0; row < table.size; row++) {
    const base = at(table.baseOf, row);
    const tally = tallies[at(columns.rows.arm, row)];
    if (base < 0 || !tally) continue;
    tally.pairs += 1;
    add(tally.now, row);
    add(tally.before, base);
  }
  return tallies;
};

/**
 * By kind of weakness and arm: how many more of its samples have it than of the base's, in points. Null where no scanner
 * whose rules are known has one for it.
 *
 * @param shown groups, in the order of the rows
 */
export const changeMap = (
  table: SampleTable,
  { runs }: SiteIndex,
  groupOf: Groups,
  shown: readonly { readonly group: string; readonly label: string; readonly reachable: boolean }[],
): HeatMap => {
  const tallies = talliesOf(table, groupOf);
  const arms = table.columns.arms.flatMap((arm, number) =>
    (tallies[number]?.pairs ?? 0) > 0 ? [{ arm, number }] : [],
  );
  const cellOf = (group: string, reachable: boolean, number: number): HeatCell => {
    const tally = tallies[number];
    const [now, before] = [tally?.now.get(group) ?? 0, tally?.before.get(group) ?? 0];
    if (!reachable && now + before === 0)
      return { value: null, text: '', notes: ['no scanner has a rule for it'] };
    const change = (now - before) / Math.max(1, tally?.pairs ?? 0);
    return {
      value: change * 100,
      text: points(change, 0),
      notes: [`${before} of ${tally?.pairs ?? 0} samples of the base, ${now} now`],
    };
  };
  const cells = shown.map(({ group, reachable }) =>
    arms.map(({ number }) => cellOf(group, reachable, number)),
  );
  const most = Math.max(5, ...cells.flat().map(({ value }) => Math.abs(value ?? 0)));
  return {
    rows: shown.map(({ label }) => label),
    columns: arms.map(
      ({ arm }) => `${arm.model},\n${arm.method}${runs.length > 1 ? ` (${runs[arm.run]?.name ?? ''})` : ''}`,
    ),
    cells,
    scale: { kind: 'diverging', from: 0, to: most, lowIsGood: true },
  };
};

/** Which CWEs occur, so that a view can say whether any does. */
export const hasCwes = (table: SampleTable): boolean => {
  for (let row = 0; row < table.size; row++) if (cwesAt(table, row).length > 0) return true;
  return false;
};
