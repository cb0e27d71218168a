import { isSame, JOINTS, type Joint } from '../../../src/analysis/joint.ts';
import { FLAGS, FUNCTION, SECURITY } from '../../../src/reports/site/format.ts';
import { at, type Flag, jointAt, type SampleTable } from './sample-table.ts';

/** Which samples are listed. All that is given must hold. As it stands in links. */
export type Filter = {
  /** Words that task, model or method must contain, or CWE ids. */
  readonly q?: string;
  readonly run?: string;
  readonly model?: string;
  readonly method?: string;
  readonly task?: string;
  readonly language?: string;
  readonly security?: string;
  readonly function?: string;
  readonly cwe?: string;
  readonly flag?: string;
  /** States of the base's sample (or {@link ANY_BASE}) and of the sample itself, see {@link jointName}. */
  readonly from?: string;
  readonly to?: string;
};

const KEYS = [
  ...(['q', 'run', 'model', 'method', 'task', 'language', 'security', 'function', 'cwe', 'flag'] as const),
  ...(['from', 'to'] as const),
];

/** Whatever the base's sample is; there must be one. */
export const ANY_BASE = 'any';

/** A pair of states in a link, e.g. `insecure.functional`. */
export const jointName = ({ security, works }: Joint): string => `${security}.${works}`;

export const parseFilter = (query: string): Filter => {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = given.get(key);
      return value ? [[key, value] as const] : [];
    }),
  );
};

/** @returns empty for a filter that lets everything through, else with `?` before it */
export const formatFilter = (filter: Filter): string => {
  const given = new URLSearchParams(
    KEYS.flatMap((key): [string, string][] => (filter[key] ? [[key, filter[key]]] : [])),
  );
  const text = given.toString();
  return text === '' ? '' : `?${text}`;
};

type Test = (row: number) => boolean;

/** The rows that a filter lets through, in their order. */
export const selectRows = (table: SampleTable, filter: Filter): Int32Array => {
  const tests = testsOf(table, filter);
  const found = new Int32Array(table.size);
  let count = 0;
  for (let row = 0; row < table.size; row++) {
    if (tests.every((test) => test(row))) found[count++] = row;
  }
  return found.subarray(0, count);
};

const testsOf = (table: SampleTable, filter: Filter): readonly Test[] => {
  const { columns, runs } = table;
  const { rows, arms, tasks, cweSets } = columns;
  const armTest = (holds: (arm: (typeof arms)[number]) => boolean): Test => marked(rows.arm, arms.map(holds));
  const valueTest = (column: readonly number[], values: readonly string[], wanted = ''): readonly Test[] => {
    const value = values.indexOf(wanted);
    return wanted === '' ? [] : [(row) => column[row] === value];
  };
  const joint = (name: string): Joint | undefined => JOINTS.find((one) => jointName(one) === name);
  const [from, to] = [joint(filter.from ?? ''), joint(filter.to ?? '')];
  const flag = FLAGS[filter.flag as Flag];
  return [
    ...words(filter.q).map((word) => wordTest(table, word)),
    ...(filter.run ? [armTest(({ run }) => runs[run] === filter.run)] : []),
    ...(filter.model ? [armTest(({ model }) => model === filter.model)] : []),
    ...(filter.method ? [armTest(({ method }) => method === filter.method)] : []),
    ...valueTest(rows.task, tasks, filter.task),
    ...valueTest(rows.language, columns.languages, filter.language),
    ...valueTest(rows.security, SECURITY, filter.security),
    ...valueTest(rows.function, FUNCTION, filter.function),
    ...(filter.cwe
      ? [
          marked(
            rows.cwes,
            cweSets.map((set) => set.includes(Number(filter.cwe))),
          ),
        ]
      : []),
    ...(flag ? [(row: number) => (at(rows.flags, row) & flag) !== 0] : []),
    ...(filter.from === ANY_BASE ? [(row: number) => at(table.baseOf, row) >= 0] : []),
    ...(from
      ? [
          (row: number) => {
            const base = at(table.baseOf, row);
            return base >= 0 && isSame(jointAt(table, base), from);
          },
        ]
      : []),
    ...(to ? [(row: number) => isSame(jointAt(table, row), to)] : []),
  ];
};

/** Whether the list that a column points into is marked at its place. */
const marked =
  (column: readonly number[], marks: readonly boolean[]): Test =>
  (row) =>
    marks[at(column, row)] ?? false;

const words = (query = ''): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

const wordTest = ({ columns }: SampleTable, word: string): Test => {
  const has = (text: string): boolean => text.toLowerCase().includes(word);
  const cwe = /^cwe-?(\d+)$/.exec(word)?.[1];
  const byTask = marked(columns.rows.task, columns.tasks.map(has));
  const byArm = marked(
    columns.rows.arm,
    columns.arms.map(({ model, method }) => has(model) || has(method)),
  );
  const byCwe = marked(
    columns.rows.cwes,
    columns.cweSets.map((set) => cwe !== undefined && set.includes(Number(cwe))),
  );
  return (row) => byTask(row) || byArm(row) || byCwe(row);
};
