import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Export } from './export.ts';
import { sampleTable, type Value } from './rows.ts';

/** CSV for notebooks and spreadsheets: a row for each sample. Lists have blanks between their items. */
export const csv: Export = {
  id: 'csv',
  title: 'a row for each sample',
  write: (material, folder) => {
    const columns = sampleTable(material);
    const rows = (columns[0]?.values ?? []).map((_, row) => columns.map(({ values }) => textOf(values[row])));
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'samples.csv');
    writeFileSync(path, stringify([columns.map(({ name }) => name), ...rows]));
    return [path];
  },
};

const textOf = (value: Value | undefined): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? value.join(' ') : String(value);
};
