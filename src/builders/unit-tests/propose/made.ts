import { posix } from 'node:path';
import type { Furnishing } from '../../../core/task.ts';
import { visibleTask } from '../../../engine/visible-task.ts';
import { benignProbes } from '../../../methods/guarded/inputs.ts';
import { textOf } from '../../../syntax/literals.ts';
import { child, type Node, operands, readProgram, walk } from '../../../syntax/python.ts';
import type { Subject } from '../subject.ts';
import { argumentsIn, fromArguments } from './read-inputs.ts';

/** Inputs that need no model, and the files that any input may name. */
export type Made = {
  readonly inputs: readonly string[];
  /** Those that name something of the reference: another code would be called with something else. */
  readonly notLiteral: number;
  readonly files: Readonly<Record<string, Furnishing>>;
  /** Why there are none. */
  readonly reason?: string;
};

/** What the input maker of the method `guarded` says of the reference: benign values by types, names, uses and text. */
export const madeInputs = ({ task, code, entryPoint, parameters }: Subject): Made => {
  const probes = benignProbes(code, visibleTask(task, false));
  if (probes.status === 'unknown') return { inputs: [], notLiteral: 0, files: {}, reason: probes.reason };
  const { inputs = [], files = {} } = probes.value.find((probe) => probe.entryPoint === entryPoint) ?? {};
  const read = inputs.map((source) =>
    /\benviron\b/.test(source) ? undefined : asKeywords(source, parameters),
  );
  return {
    inputs: read.filter((input) => input !== undefined),
    notLiteral: read.filter((input) => input === undefined).length,
    files,
  };
};

/** A dict as it is; a tuple of positional arguments and a dict by the names of the parameters. */
const asKeywords = (source: string, parameters: Subject['parameters']): string | undefined => {
  const program = readProgram(`${source}\n`);
  const node = program.status === 'ok' ? program.value.root.children[0]?.children[0] : undefined;
  if (!node || !isData(node)) return undefined;
  if (node.kind !== 'tuple') return argumentsIn(node, parameters)[0];
  const [placed, named] = operands(node);
  return placed && named?.text === '{}' ? fromArguments(operands(placed), parameters) : undefined;
};

/**
 * Whether an expression is the same for every code: literals, and what the library makes of them, such as
 * `__import__("pathlib").Path("notes.txt")`. What names something of the reference, or changes the environment, is not.
 */
const isData = (node: Node): boolean => {
  if (node.kind === 'identifier') return node.text === '__import__';
  if (node.kind === 'lambda') return false;
  const named = node.kind === 'attribute' ? node.children.slice(0, 1) : node.children;
  return (node.kind === 'keyword_argument' ? node.children.slice(1) : named).every(isData);
};

/** Of some files, those that an input names, or the folder of which it names. */
export const filesNamedIn = (
  args: string,
  files: Readonly<Record<string, Furnishing>>,
): Readonly<Record<string, Furnishing>> => {
  const program = readProgram(`${args}\n`);
  if (program.status === 'unknown') return {};
  const named = [...walk(program.value.root)]
    .filter((node) => child(node, 'string_content'))
    .map((node) => posix.normalize(textOf(node) ?? '').replace(/\/$/, ''))
    .filter((path) => path !== '.');
  return Object.fromEntries(
    Object.entries(files).filter(([path]) =>
      named.some((name) => path === name || path.startsWith(`${name}/`)),
    ),
  );
};
