import { type Outcome, ok } from '../../../core/outcome.ts';
import { quoted } from '../../../syntax/literals.ts';
import { child, type Node } from '../../../syntax/python.ts';
import { type Column, combine, type Row } from './combine.ts';
import type { Context } from './context.ts';
import { callsIn, inputOf } from './examples.ts';
import type { Callee } from './functions.ts';
import { unique } from './lists.ts';
import type { Surroundings } from './meaning.ts';
import { readUses } from './reading.ts';
import { filledBy, roundTripsOf } from './round-trips.ts';
import { newUse } from './use.ts';
import { instances, valuesOf } from './values.ts';
import { roleOfName } from './words.ts';

/** Code and text, read once for all of its functions. */
export type Reading = {
  readonly context: Context;
  readonly surroundings: Surroundings;
  /** The task's text and the docstrings. */
  readonly prose: string;
  /** Source of the values of the environment variables that the functions seen so far read. */
  readonly environment: ReadonlyMap<string, string>;
};

/** Functions whose name says what they are given. */
const CHECKS = /^(is|has|valid|check|verify|parse|normali[sz]e|extract|contains)/;

/** Inputs in which another function makes one of the arguments, of each such function. */
const MOST_ROUND_TRIPS = 4;

/** What a function's parameters may be: names, values, and how many come first, by their place. */
type Columns = {
  readonly names: readonly string[];
  readonly columns: readonly Column[];
  readonly positional: number;
};

/** Another version of a function: what it looks up in the module's variables counts, too. */
export type Version = { readonly node: Node; readonly surroundings: Surroundings };

/**
 * Inputs for a function, at most `most`: the examples of the text first, then combinations of values. Unknown if a
 * value that it needs cannot be made.
 */
export const inputsFor = (
  callee: Callee,
  reading: Reading,
  most: number,
  version?: Version,
): Outcome<readonly string[]> => {
  const made = columnsFor(callee, reading, version);
  if (made.status === 'unknown') return made;
  const { columns } = made.value;
  const rows = combine(columns, most);
  const examples = callee.instanceOf === undefined ? callsIn(reading.prose, callee.name).map(inputOf) : [];
  const combined = rows.map((row) => sourceOf(row, made.value, reading.environment));
  return ok(
    unique([...examples, ...roundTrips(callee, made.value, rows, reading), ...combined]).slice(0, most),
  );
};

const columnsFor = (
  callee: Callee,
  { context, surroundings }: Reading,
  version: Version | undefined,
): Outcome<Columns> => {
  const uses = new Map(callee.parameters.map(({ name }) => [name, newUse()]));
  readUses(child(callee.node, 'block') ?? callee.node, uses, surroundings);
  if (version) readUses(child(version.node, 'block') ?? version.node, uses, version.surroundings);
  const [only, ...more] = callee.parameters;
  const told = CHECKS.test(callee.name) ? roleOfName(callee.name) : undefined;
  if (only && told && more.length === 0 && roleOfName(only.name) === undefined)
    uses.get(only.name)?.roles.add(told);
  const names: string[] = [];
  const columns: Column[] = [];
  const owner = callee.instanceOf;
  const ownerNode = owner === undefined ? undefined : context.classes.get(owner);
  if (owner !== undefined && ownerNode) {
    const made = instances(owner, ownerNode, context);
    if (made.status === 'unknown') return made;
    names.push('self');
    columns.push({ values: made.value, optional: false, aligned: true });
  }
  let positional = columns.length;
  for (const parameter of callee.parameters) {
    const optional = parameter.fallback !== undefined;
    const made = valuesOf({ ...parameter, use: uses.get(parameter.name) ?? newUse() }, context);
    if (made.status === 'unknown' && !optional) return made;
    if (made.status === 'unknown') continue;
    if (parameter.kind === 'positional') positional += 1;
    names.push(parameter.name);
    columns.push({ values: made.value, optional, aligned: context.isKnown(made.value[0] ?? '') });
  }
  return ok({ names, columns, positional });
};

/** Python source of the arguments; where the code reads environment variables, they are set first. */
const sourceOf = (
  row: Row,
  { names, positional }: Columns,
  environment: ReadonlyMap<string, string>,
): string => {
  const pairs = [...environment].map(([name, value]) => `${quoted(name)}: ${value}`);
  const set = pairs.length === 0 ? [] : [`(__import__("os").environ.update({${pairs.join(', ')}}) or {})`];
  const entries = row.flatMap((value, at) =>
    at < positional || value === undefined ? [] : [`${quoted(names[at] ?? '')}: ${value}`],
  );
  const named = `{${[...set.map((source) => `**${source}`), ...entries].join(', ')}}`;
  if (positional === 0) return named;
  const placed = row.slice(0, positional).map((value) => value ?? 'None');
  return `((${[...set.map((source) => `*${source}`), ...placed].join(', ')},), ${named})`;
};

const roundTrips = (
  { name, node, instanceOf }: Callee,
  { names, positional }: Columns,
  rows: readonly Row[],
  { context, surroundings }: Reading,
): readonly string[] => {
  if (instanceOf !== undefined || positional > 0) return [];
  return roundTripsOf(name, node, surroundings.functions).flatMap((trip) => {
    const own = trip.takes.find((parameter) => !names.includes(parameter.name));
    const made = own && valuesOf({ ...own, use: usesOf(trip.maker, own.name, surroundings) }, context);
    if (made?.status === 'unknown') return [];
    return rows.slice(0, MOST_ROUND_TRIPS).map((row, at) => {
      const entries = row.flatMap((value, column): readonly (readonly [string, string])[] =>
        value === undefined ? [] : [[names[column] ?? '', value]],
      );
      return filledBy(trip, entries, made?.value[at % made.value.length]);
    });
  });
};

/** How a function uses one of its parameters. */
const usesOf = (maker: string, name: string, surroundings: Surroundings) => {
  const use = newUse();
  const body: Node | undefined = surroundings.functions.get(maker);
  const block = body && child(body, 'block');
  if (block) readUses(block, new Map([[name, use]]), surroundings);
  return use;
};
