import { code } from './code.ts';
import { csv } from './csv.ts';
import type { Export } from './export.ts';
import { junit } from './junit.ts';
import { parquet } from './parquet.ts';
import { sarif } from './sarif.ts';

/** Everything that a run can be exported to, by id. */
export const EXPORTS: Readonly<Record<string, Export>> = { code, sarif, junit, csv, parquet };
