import { STATEMENT } from '../../knowledge/sql.ts';
import type { Node } from '../../syntax/python.ts';
import type { Edit, EditSite, TextChange } from '../edit.ts';
import { type Call, callsIn } from '../kit/calls.ts';
import { holesOf } from '../kit/holes.ts';
import { putPlaceholders } from '../kit/placeholders.ts';
import { type Built, builtFrom, skeletonOf } from '../kit/strings.ts';
import { bindingsOf, isPure, onlyValue, usesOf } from '../kit/values.ts';
import type { Source } from '../source.ts';

/** How libraries write a parameter (PEP 249, `paramstyle`). */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^(sqlite3|aiosqlite|pyodbc|duckdb)\b/, '?'],
  [/^(psycopg2?|pymysql|MySQLdb|mysql|aiomysql|pymssql)\b/, '%s'],
];

const markOf = (name: string | undefined): string | undefined =>
  MARKS.find(([pattern]) => pattern.test(name ?? ''))?.[1];

/** The mark of the library that an object comes from, or else of the only library that the program imports. */
const markAt = (source: Source, { name, callee }: Call): string | undefined => {
  const own = markOf(name);
  if (own !== undefined || callee.kind !== 'attribute') return own;
  const imported = new Set<string | undefined>();
  for (const node of source.nodes) {
    if (!/^import(_from)?_statement$/.test(node.kind)) continue;
    for (const word of node.text.match(/[\w.]+/g) ?? []) imported.add(markOf(word));
  }
  imported.delete(undefined);
  const [only, ...more] = imported;
  return more.length === 0 ? only : undefined;
};

/** The statement that a call runs without parameters: written there, or in a variable that only this call reads. */
const statementOf = (source: Source, call: Call): Built | undefined => {
  const [given] = call.args;
  if (given === undefined || call.args.length > 1 || call.keywords.size > 0 || call.splat) return undefined;
  if (given.kind !== 'identifier') return builtFrom(given);
  const value = onlyValue(source, given);
  const built = value && builtFrom(value);
  if (built === undefined || usesOf(source, given).length !== 1) return undefined;
  return holesOf(built).every((hole) => isStable(source, hole.value)) ? built : undefined;
};

/** Whether a value is the same when the statement runs as when it was put together. */
const isStable = (source: Source, node: Node): boolean =>
  isPure(node) && bindingsOf(source, node).length <= 1;

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const [given] = call.args;
  const built = call.method === 'execute' ? statementOf(source, call) : undefined;
  if (given === undefined || built === undefined || !STATEMENT.test(skeletonOf(built))) return undefined;
  const mark = markAt(source, call);
  const parameters = mark === undefined ? undefined : putPlaceholders(source, built, mark);
  if (parameters === undefined) return undefined;
  const { applied } = built;
  const { values } = parameters;
  const changes: TextChange[] = [
    ...parameters.changes,
    ...(applied ? [{ start: applied.start, end: applied.end, text: '' }] : []),
    { start: given.end, end: given.end, text: `, (${values.join(', ')}${values.length === 1 ? ',' : ''})` },
  ];
  if (changes.some(({ start, end }) => source.code.slice(start, end).includes('#'))) return undefined;
  return { about: [built.node, call.node], what: `pass values as parameters: ${mark}`, changes };
};

/**
 * Values that are put into an SQL statement as text become parameters: `?` or `%s`, as the library writes them. They
 * can then be nothing but values; one that stood in quotes is passed as the text that it was. The statement finds the
 * same rows. Names of tables and columns cannot be parameters and are left; so are statements with comments, doubled
 * quotes or lists of values, and those that take no parameters.
 */
export const sqlParameters: Edit = {
  id: 'sql-parameters',
  title: 'Pass values to SQL as parameters',
  cwes: [89],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
