import { bTable1 } from './b-table1.ts';
import { bTable2 } from './b-table2.ts';
import { bTable3 } from './b-table3.ts';
import { bTable4, bTable5, bTable6 } from './b-tables-4-to-6.ts';
import type { Exhibit } from './exhibit.ts';
import { figure5 } from './figure5.ts';
import { figure6 } from './figure6.ts';
import { figure3, figure4 } from './figures-3-and-4.ts';
import { figure7, figure8 } from './figures-7-and-8.ts';
import { table1 } from './table1.ts';
import { table2 } from './table2.ts';
import { table3 } from './table3.ts';
import { table4 } from './table4.ts';
import { table5 } from './table5.ts';
import { table6 } from './table6.ts';
import { table7 } from './table7.ts';

const ALL: readonly Exhibit[] = [
  table1,
  table2,
  figure3,
  figure4,
  figure5,
  figure6,
  table3,
  figure7,
  figure8,
  table4,
  table5,
  table6,
  table7,
  bTable1,
  bTable2,
  bTable3,
  bTable4,
  bTable5,
  bTable6,
];

/** The tables and figures of the papers by id, in the order in which the papers show them. */
export const EXHIBITS: Readonly<Record<string, Exhibit>> = Object.fromEntries(
  ALL.map((exhibit) => [exhibit.id, exhibit]),
);

/** The exhibit of an id; those of paper A may be called `a-table4`, too. */
export const exhibitOf = (id: string): Exhibit | undefined => {
  const own = id.replace(/^a-/, '');
  return Object.hasOwn(EXHIBITS, own) ? EXHIBITS[own] : undefined;
};
