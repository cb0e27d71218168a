import { quoted } from '../../../syntax/literals.ts';
import { unique } from './lists.ts';

/** What prose says of a parameter. */
export type Told = {
  readonly type: string | undefined;
  /** What is quoted where the parameter is described. */
  readonly values: readonly string[];
  /** What is quoted beside its name elsewhere: perhaps a value, perhaps not. */
  readonly guesses: readonly string[];
  /** What stands beside its name as the key of a dict: `{"name": str}`. */
  readonly keys: readonly string[];
};

const TYPE = String.raw`((?:list|dict|tuple|set|optional|union|callable)\b[\w\s,.|[\]]*|str|string|int|integer|float|bool|boolean|bytes)`;

/** What stands in quotes without being a value. */
const NO_VALUE = /^(True|False|None|[A-Z_]{3,}|[\w.]+\(.*|\w+(Error|Exception)|.*[<>].*)$/;
const QUOTED = /(?:^|[\s(,[:])(["'`])([^\s"'`](?:[^"'`]{0,60}[^\s"'`])?)\1/g;
const KEY = /["'](\w+)["']\s*:/g;
const MOST = 5;
/** So far behind its name, quoted values may belong to a parameter. */
const FAR = 160;
const NEAR = 100;

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
  if (name === '') return { type: undefined, values: [], guesses: [], keys: [] };
  const escaped = name.replaceAll(/[^\w]/g, String.raw`\$&`); // keys of dicts may be anything
  const word = new RegExp(String.raw`\b${escaped}\b`);
  const naming = sentencesOf(prose).filter((text) => word.test(text));
  const own = naming.filter((text) => new RegExp(String.raw`^\W*(?:param\s+)?${escaped}\b`).test(text));
  const type = own
    .map((text) => new RegExp(String.raw`\b${escaped}\W{0,4}\s*${TYPE}`, 'i').exec(text)?.[1]?.trim())
    .find((found) => found !== undefined);
  const quotedIn = (texts: readonly string[], near: number): readonly string[] => {
    const values = texts.flatMap((text) => {
      const from = text.search(word);
      return [...text.slice(from, from + near).matchAll(QUOTED)].map(([, , value = '']) => value);
    });
    return unique(values.filter((value) => !names.has(value) && !NO_VALUE.test(value)).map(quoted)).slice(
      0,
      MOST,
    );
  };
  const keys = naming.flatMap((text) =>
    [...text.slice(text.search(word)).slice(0, FAR).matchAll(KEY)].map(([, key = '']) => quoted(key)),
  );
  return { type, values: quotedIn(own, FAR), guesses: quotedIn(naming, NEAR), keys: unique(keys) };
};
