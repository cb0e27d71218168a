import { elementsOf, isScalar, membersOf, textOf } from '../../../syntax/literals.ts';
import type { Node } from '../../../syntax/python.ts';
import { itemOf, type Use } from './use.ts';

/** What an expression may stand for: a part of a parameter, seen through some aspect, or literals of the code. */
export type Meaning = {
  readonly use?: Use;
  readonly aspect?: 'length' | 'url' | 'host' | 'scheme' | 'suffix' | 'part';
  readonly literals: readonly Node[];
};

export const NOTHING: Meaning = { literals: [] };

/** What the module knows around a function. */
export type Surroundings = {
  /** The expression that a variable of the module is set to. */
  readonly variables: ReadonlyMap<string, Node>;
  readonly functions: ReadonlyMap<string, Node>;
  /** Python source of the value that an environment variable will have, a plain text. */
  environment(name: string): string;
  /** Whether what stands in the function itself counts, or only what it looks up in the module's variables. */
  readonly inline: boolean;
};

/** A walk through a function, as the readers of its expressions see it. */
export type Reader = {
  readonly surroundings: Surroundings;
  readonly scope: Map<string, Meaning>;
  visit(node: Node): Meaning;
  /** Goes through a function of the module that is called with these parts of parameters. */
  enter(called: Node, passed: ReadonlyMap<string, Use>): void;
};

/** What a loop goes through; parts of a text stand for the text. */
export const elements = ({ use, aspect, literals }: Meaning): Meaning => ({
  ...(use && (aspect === 'part' ? { use, aspect } : { use: itemOf(use) })),
  literals: literals.flatMap((each) =>
    each.kind === 'dictionary' ? membersOf(each) : elementsOf(each, undefined),
  ),
});

/**
 * Notes a literal that a value is held against.
 *
 * @param steps what to add to a number, so that values on both sides of it are tried
 */
export const hold = ({ use, aspect }: Meaning, literal: Node, steps: readonly number[]): void => {
  if (!use || !isScalar(literal)) return;
  const text = textOf(literal);
  const number = Number(literal.text.replaceAll('_', ''));
  if (aspect === 'length') for (const step of steps) use.lengths.add(number + step);
  else if (aspect === 'host' || aspect === 'scheme' || aspect === 'suffix') {
    const into = { host: use.hosts, scheme: use.schemes, suffix: use.ends }[aspect];
    if (text) into.add(text);
  } else if (literal.kind === 'integer') for (const step of steps) use.values.add(String(number + step));
  else use.values.add(literal.text);
};

/** `value in container`, `container[value]`: the members are what the value may be. */
export const lookUp = (value: Meaning, { literals }: Meaning): void => {
  for (const member of literals.flatMap(membersOf)) hold(value, member, [0]);
};
