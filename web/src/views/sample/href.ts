import { type Filter, formatFilter } from '../../data/filter.ts';
import { type Row, rowAt, type SampleTable } from '../../data/sample-table.ts';

/** The address of a sample, and of the list that it was opened from: j and k move in it. */
export const sampleHref = (table: SampleTable, row: number, filter: Filter = {}): string =>
  hrefOf(rowAt(table, row), filter);

/** The same by what names a sample. It stays valid when the report is written anew. */
export const hrefOf = ({ run, task, model, method, index }: Omit<Row, 'row'>, filter: Filter = {}): string =>
  `/sample/${[run, task, model, method, String(index)].map(encode).join('/')}${formatFilter(filter)}`;

/** What the path of an address names; undefined: no sample. Not from the router, which decodes a path as a whole. */
export const parseHref = (path: string): Omit<Row, 'row'> | undefined => {
  try {
    const [run, task, model, method, index] = path.split('/').slice(2).map(decodeURIComponent);
    if (run === undefined || task === undefined || model === undefined || method === undefined)
      return undefined;
    return { run, task, model, method, index: Number(index) };
  } catch {
    return undefined;
  }
};

/** Half of a surrogate pair, which model output may hold, has no code in an address. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());
