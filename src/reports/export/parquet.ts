import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ColumnSource, parquetWriteFile } from 'hyparquet-writer';
import type { Export } from './export.ts';
import { type Column, type ColumnType, findingTable, sampleTable } from './rows.ts';

/** Parquet for notebooks: the columns of the CSV with their types, and every finding. */
export const parquet: Export = {
  id: 'parquet',
  title: 'the same with types, and the findings',
  write: (material, folder) => {
    mkdirSync(folder, { recursive: true });
    const write = (name: string, columns: readonly Column[]): string => {
      const filename = join(folder, name);
      parquetWriteFile({ filename, columnData: columns.map(sourceOf), schema: schemaOf(columns) });
      return filename;
    };
    return [
      write('samples.parquet', sampleTable(material)),
      write('findings.parquet', findingTable(material)),
    ];
  },
};

type Schema = NonNullable<Parameters<typeof parquetWriteFile>[0]['schema']>;
type SchemaElement = Schema[number];

const sourceOf = ({ name, values }: Column): ColumnSource => ({ name, data: [...values] });

const schemaOf = (columns: readonly Column[]): Schema => [
  { name: 'root', num_children: columns.length },
  ...columns.flatMap(({ name, type }) => ELEMENTS[type](name)),
];

const optional =
  (rest: Omit<SchemaElement, 'name'>) =>
  (name: string): SchemaElement[] => [{ name, repetition_type: 'OPTIONAL', ...rest }];

const ELEMENTS: Readonly<Record<ColumnType, (name: string) => SchemaElement[]>> = {
  text: optional({ type: 'BYTE_ARRAY', converted_type: 'UTF8' }),
  integer: optional({ type: 'INT32' }),
  number: optional({ type: 'DOUBLE' }),
  boolean: optional({ type: 'BOOLEAN' }),
  integers: (name) => [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', type: 'INT32' },
  ],
};
