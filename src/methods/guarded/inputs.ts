import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { quoted } from '../../syntax/literals.ts';
import { child, type Node, readProgram, walk } from '../../syntax/python.ts';
import type { VisibleTask } from '../method.ts';
import type { Probe } from '../workbench.ts';
import { type Column, combine, type Row } from './inputs/combine.ts';
import { type Context, readContext, variablesOf } from './inputs/context.ts';
import { callsIn, inputOf } from './inputs/examples.ts';
import { filesFor } from './inputs/files.ts';
import { type Callee, calleesOf, functionsOf } from './inputs/functions.ts';
import type { Surroundings } from './inputs/meaning.ts';
import { readUses } from './inputs/reading.ts';
import { cellsOf, scriptOf, type Table, tablesIn } from './inputs/tables.ts';
import { textValues } from './inputs/texts.ts';
import { newUse } from './inputs/use.ts';
import { instances, valuesOf } from './inputs/values.ts';

/** Of the first function; others matter less. */
const MOST_INPUTS = 24;
const MOST_OTHER_INPUTS = 8;
const MOST_CALLEES = 8;
const MOST_WATCHED = 40;

/** Code and text, read once for all of its functions. */
type Reading = {
  readonly context: Context;
  readonly surroundings: Surroundings;
  readonly prose: string;
  readonly tables: readonly Table[];
  readonly environment: ReadonlyMap<string, string>;
};

/**
 * Calls with benign arguments: of the task's entry point, or, without one, of every public function and method; at
 * most 24 each, always the same for the same code and task. Arguments come from the code itself (types, defaults, what
 * it compares a parameter with or looks it up in), from the code that surrounds it, from examples in the task's text,
 * and from what names say; they are varied, and never meant as an attack. What is seen of the code's literals decides
 * what "benign" is: hosts, users and documents that the code knows.
 *
 * @returns unknown if there is nothing to call, or an argument is of a type that nobody here can make
 */
export const benignProbes = (code: string, task: VisibleTask): Outcome<readonly Probe[]> => {
  try {
    return probesFor(code, task);
  } catch (error) {
    if (error instanceof RangeError) return unknown('behaviour: the code is nested too deep');
    throw error;
  }
};

const probesFor = (code: string, task: VisibleTask): Outcome<readonly Probe[]> => {
  if (task.language !== 'python') return unknown(`behaviour: no probes for ${task.language}`);
  const program = readProgram(code);
  if (program.status === 'unknown') return unknown(`behaviour: ${program.reason}`);
  const setup = readProgram(task.setup);
  const { root } = program.value;
  const roots = setup.status === 'ok' ? [setup.value.root, root] : [root];
  const callees = calleesOf(root, task.entryPoint);
  if (callees.length === 0)
    return unknown(
      task.entryPoint === undefined
        ? 'behaviour: nothing to call'
        : `behaviour: no function ${task.entryPoint}`,
    );

  const reading = read(roots, [task.prompt.instruction, task.prompt.completion].join('\n'));
  const watched = [...variablesOf(roots).keys()].slice(0, MOST_WATCHED);
  const outcomes = callees
    .slice(0, MOST_CALLEES)
    .map((callee, at) => inputsFor(callee, reading, at === 0 ? MOST_INPUTS : MOST_OTHER_INPUTS));
  const [first] = outcomes;
  if (task.entryPoint !== undefined && first?.status === 'unknown')
    return unknown(`behaviour: ${first.reason}`);
  const files = filesFor(roots.map(({ text }) => text).join('\n'), scriptOf(reading.tables));
  const probes = outcomes.flatMap((outcome, at): readonly Probe[] =>
    outcome.status === 'ok'
      ? [{ entryPoint: callees[at]?.name ?? '', inputs: outcome.value, watched, files }]
      : [],
  );
  const reason = outcomes.find((outcome) => outcome.status === 'unknown')?.reason;
  return probes.length > 0 ? ok(probes) : unknown(`behaviour: ${reason}`);
};

const read = (roots: readonly Node[], text: string): Reading => {
  const docstrings = roots.flatMap((root) =>
    [...walk(root)].flatMap((node) => {
      const first = node.kind === 'block' ? node.children[0]?.children[0] : undefined;
      return first?.kind === 'string' ? [first.text.replaceAll(/^[rRuU]*['"]+|['"]+$/g, '')] : [];
    }),
  );
  const prose = [text, ...docstrings].join('\n');
  const tables = tablesIn(prose);
  const context = readContext(roots, prose, cellsOf(tables));
  const environment = new Map<string, string>();
  return {
    context,
    prose,
    tables,
    environment,
    surroundings: {
      variables: variablesOf(roots),
      functions: new Map(roots.flatMap((root) => [...functionsOf(root)])),
      environment(name) {
        const value = environment.get(name) ?? JSON.parse(textValues(name, newUse(), context)[0] ?? '""');
        environment.set(name, value);
        return value;
      },
    },
  };
};

const inputsFor = (callee: Callee, reading: Reading, most: number): Outcome<readonly string[]> => {
  const { context, surroundings, prose, environment } = reading;
  const uses = new Map(callee.parameters.map(({ name }) => [name, newUse()]));
  readUses(child(callee.node, 'block') ?? callee.node, uses, surroundings);

  const names: string[] = [];
  const columns: Column[] = [];
  let positional = 0;
  const owner = callee.instanceOf === undefined ? undefined : context.classes.get(callee.instanceOf);
  if (callee.instanceOf !== undefined && owner) {
    const made = instances(callee.instanceOf, owner, context);
    if (made.status === 'unknown') return made;
    names.push('self');
    columns.push({ values: made.value, optional: false, aligned: true });
    positional = 1;
  }
  for (const parameter of callee.parameters) {
    const made = valuesOf({ ...parameter, use: uses.get(parameter.name) ?? newUse() }, context);
    if (made.status === 'unknown' && parameter.fallback === undefined) return made;
    if (made.status === 'unknown') continue;
    if (parameter.kind === 'positional') positional += 1;
    names.push(parameter.name);
    const [first = ''] = made.value;
    columns.push({
      values: made.value,
      optional: parameter.fallback !== undefined,
      aligned: context.isKnown(first),
    });
  }
  const prelude = [...environment].map(([name, value]) => `${quoted(name)}: ${quoted(value)}`).join(', ');
  const examples = callee.instanceOf === undefined ? callsIn(prose, callee.name).map(inputOf) : [];
  const made = combine(columns, most).map((row) => sourceOf(row, names, positional, prelude));
  return ok([...new Set([...examples, ...made])].slice(0, most));
};

/** Python source of the arguments; those before `positional` are passed by their place. */
const sourceOf = (row: Row, names: readonly string[], positional: number, environment: string): string => {
  const set = environment === '' ? [] : [`(__import__("os").environ.update({${environment}}) or {})`];
  const entries = row.flatMap((value, at) =>
    at < positional || value === undefined ? [] : [`${quoted(names[at] ?? '')}: ${value}`],
  );
  const named = `{${[...set.map((source) => `**${source}`), ...entries].join(', ')}}`;
  if (positional === 0) return named;
  const first = [
    ...set.map((source) => `*${source}`),
    ...row.slice(0, positional).map((value) => value ?? 'None'),
  ];
  return `((${first.join(', ')},), ${named})`;
};
