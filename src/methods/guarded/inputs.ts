import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { type Node, readProgram, walk } from '../../syntax/python.ts';
import type { VisibleTask } from '../method.ts';
import type { Probe } from '../workbench.ts';
import { inputsFor, type Reading, type Version } from './inputs/arguments.ts';
import { readContext, variablesOf } from './inputs/context.ts';
import { filesFor } from './inputs/files.ts';
import { calleesOf, functionsOf } from './inputs/functions.ts';
import { cellsOf, scriptOf, tablesIn } from './inputs/tables.ts';
import { textValues } from './inputs/texts.ts';
import { newUse } from './inputs/use.ts';

/** Of the first function; others matter less. */
const MOST_INPUTS = 24;
const MOST_OTHER_INPUTS = 8;
const MOST_CALLEES = 6;
const MOST_WATCHED = 40;

/** Variables of a module that say what is not wanted: their members are no benign values. */
const UNWANTED =
  /block|forbid|den[yi]|disallow|black|banned|danger|unsafe|bad|illegal|invalid|reserved|suspicious/i;

/**
 * Calls with benign arguments, always the same for the same code and task: of the task's entry point (at most 24), and
 * of other public functions and methods that nothing else in the module uses (at most 8 each). Arguments come from the
 * code itself (types, defaults, what it compares a parameter with or looks it up in), from the code that surrounds it,
 * from examples in the task's text, and from what names say; they are varied, and never meant as an attack. What the
 * code's literals know is taken for benign: its hosts, users and documents.
 *
 * @param version another version of the code, whose functions may look arguments up where these do not: what they look
 *   up in variables that were there before is tried, too
 * @returns unknown if there is nothing to call, or an argument of the entry point is of a type that nobody here can
 *   make
 */
export const benignProbes = (
  code: string,
  task: VisibleTask,
  version?: string,
): Outcome<readonly Probe[]> => {
  try {
    return probesFor(code, task, version);
  } catch (error) {
    if (error instanceof RangeError) return unknown('behaviour: the code is nested too deep');
    throw error;
  }
};

const probesFor = (
  code: string,
  { language, entryPoint, setup, prompt }: VisibleTask,
  version: string | undefined,
): Outcome<readonly Probe[]> => {
  if (language !== 'python') return unknown(`behaviour: no probes for ${language}`);
  const program = readProgram(code);
  if (program.status === 'unknown') return unknown(`behaviour: ${program.reason}`);
  const { root } = program.value;
  const callees = calleesOf(root, entryPoint).slice(0, MOST_CALLEES);
  if (callees.length === 0)
    return unknown(
      `behaviour: ${entryPoint === undefined ? 'nothing to call' : `no function ${entryPoint}`}`,
    );

  const around = readProgram(setup);
  const roots = around.status === 'ok' ? [around.value.root, root] : [root];
  const prose = [prompt.instruction, prompt.completion, ...roots.flatMap(docstringsIn)].join('\n');
  const tables = tablesIn(prose);
  const reading = readingOf(roots, prose, cellsOf(tables));
  const shared = {
    watched: [...variablesOf(roots).keys()].slice(0, MOST_WATCHED),
    files: filesFor(roots.map(({ text }) => text).join('\n'), scriptOf(tables)),
  };
  const versions = versionsIn(version, reading);
  const made = callees.map((callee, at) => {
    const most = at === 0 ? MOST_INPUTS : MOST_OTHER_INPUTS;
    return { entryPoint: callee.name, inputs: inputsFor(callee, reading, most, versions(callee.name)) };
  });
  const [first] = made;
  if (entryPoint !== undefined && first?.inputs.status === 'unknown')
    return unknown(`behaviour: ${first.inputs.reason}`);
  const probes = made.flatMap(({ entryPoint: name, inputs }): readonly Probe[] =>
    inputs.status === 'ok' ? [{ entryPoint: name, inputs: inputs.value, ...shared }] : [],
  );
  const reason = made.flatMap(({ inputs }) => (inputs.status === 'unknown' ? [inputs.reason] : []))[0];
  return probes.length > 0 ? ok(probes) : unknown(`behaviour: ${reason}`);
};

/** Functions of another version of the code: they count only for what they look up in variables that were there. */
const versionsIn = (version: string | undefined, { surroundings }: Reading) => {
  const program = version === undefined ? undefined : readProgram(version);
  if (program?.status !== 'ok') return () => undefined;
  const functions = functionsOf(program.value.root);
  const variables = new Map([...surroundings.variables].filter(([name]) => !UNWANTED.test(name)));
  return (name: string): Version | undefined => {
    const node = functions.get(name);
    return node && { node, surroundings: { ...surroundings, functions, variables, inline: false } };
  };
};

const docstringsIn = (root: Node): readonly string[] =>
  [...walk(root)].flatMap((node) => {
    const first = node.kind === 'block' ? node.children[0]?.children[0] : undefined;
    return first?.kind === 'string' ? [first.text.replaceAll(/^[rRuU]*['"]+|['"]+$/g, '')] : [];
  });

const readingOf = (
  roots: readonly Node[],
  prose: string,
  columns: Parameters<typeof readContext>[2],
): Reading => {
  const context = readContext(roots, prose, columns);
  const environment = new Map<string, string>();
  return {
    context,
    prose,
    environment,
    surroundings: {
      inline: true,
      variables: variablesOf(roots),
      functions: new Map(roots.flatMap((root) => [...functionsOf(root)])),
      environment(name) {
        const texts = textValues(name, newUse(), context).filter((source) => /^['"]/.test(source));
        const source = environment.get(name) ?? texts[1] ?? '"value"';
        environment.set(name, source);
        return source;
      },
    },
  };
};
