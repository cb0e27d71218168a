import { unique } from './lists.ts';

/** What prose says of a parameter: its type, and values that it quotes. */
export type Told = { readonly type: string | undefined; readonly values: readonly string[] };

const TYPE = String.raw`((?:list|dict|tuple|set|optional|union|callable)\b[\w\s,.|[\]]*|str|string|int|integer|float|bool|boolean|bytes)`;

/** What stands in quotes without being a value. */
const NO_VALUE = /^(True|False|None|[A-Z_]{3,}|[\w.]+\(.*)$/;
const QUOTED = /(?:^|[\s(,[:])(["'`])([^\s"'`](?:[^"'`]{0,60}[^\s"'`])?)\1/g;
const MOST = 5;
/** So far behind its name, quoted values may belong to a parameter. */
const NEAR = 160;

/** Sentences and entries of lists, each in one line. */
const sentencesOf = (prose: string): readonly string[] =>
  prose
    .split(/\n\s*\n|\n(?=\s*(?:[-*:>]|\w+\s*[:(]))|(?<=[.!?])\s+/)
    .map((text) => text.replaceAll(/\s+/g, ' ').trim());

/**
 * What prose says of a parameter: the sentence that begins with its name, as instructions and docstrings describe
 * parameters; else those that name it.
 *
 * @param names identifiers of the code: in quotes, they are not values
 */
export const toldOf = (name: string, prose: string, names: ReadonlySet<string>): Told => {
  if (name === '') return { type: undefined, values: [] };
  const word = new RegExp(String.raw`\b${name}\b`);
  const naming = sentencesOf(prose).filter((text) => word.test(text));
  const own = naming.filter((text) => new RegExp(String.raw`^\W*(?:param\s+)?${name}\b`).test(text));
  const type = own
    .map((text) => new RegExp(String.raw`\b${name}\W{0,4}\s*${TYPE}`, 'i').exec(text)?.[1]?.trim())
    .find((found) => found !== undefined);
  const values = (own.length > 0 ? own : naming).flatMap((text) =>
    [...text.slice(text.search(word)).slice(0, NEAR).matchAll(QUOTED)].flatMap(([, , value = '']) =>
      names.has(value) || NO_VALUE.test(value) ? [] : [JSON.stringify(value)],
    ),
  );
  return { type, values: unique(values).slice(0, MOST) };
};
