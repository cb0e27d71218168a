/** Phrases of which one must be written. */
export type Requirement = readonly string[];

/** What must be written, all of it, and what must not. Phrases are compared letter by letter. */
export type Constraints = { readonly require: readonly Requirement[]; readonly forbid: readonly string[] };

const WORD = /[\p{L}\p{N}_]/u;

const startsWord = (phrase: string): boolean => WORD.test(phrase.slice(0, 1));

/**
 * Whether a phrase may begin behind a text. One that begins with a word does not begin within a word: `eval(` is not
 * in `literal_eval(`.
 */
export const mayBegin = (text: string, phrase: string): boolean =>
  !startsWord(phrase) || !WORD.test(text.slice(-1));

/** Whether a text has a phrase, one that ends behind its first `from` characters. */
export const holds = (text: string, phrase: string, from = 0): boolean => {
  const first = Math.max(0, from - phrase.length + 1);
  for (let at = text.indexOf(phrase, first); at !== -1; at = text.indexOf(phrase, at + 1))
    if (mayBegin(text.slice(0, at), phrase)) return true;
  return false;
};

/** Whether a text has one of the phrases of a requirement. */
export const meets = (text: string, requirement: Requirement): boolean =>
  requirement.some((phrase) => holds(text, phrase));

/** The first phrase of these that a text has, as {@link holds} has it. */
export const heldOf = (text: string, phrases: readonly string[], from = 0): string | undefined =>
  phrases.find((phrase) => holds(text, phrase, from));

/** How much of a phrase stands at the end of a text already: the length of its longest such beginning. */
export const begunOf = (text: string, phrase: string): number => {
  for (let length = Math.min(phrase.length - 1, text.length); length > 0; length -= 1)
    if (text.endsWith(phrase.slice(0, length)) && mayBegin(text.slice(0, -length), phrase)) return length;
  return 0;
};

/** A requirement in words. */
export const wordsOf = (requirement: Requirement): string => requirement.join(' | ');

/** The constraints without the alternatives that have a forbidden phrase in them. */
export const withoutConflicts = ({ require, forbid }: Constraints): Constraints => ({
  require: require.map((requirement) => requirement.filter((phrase) => heldOf(phrase, forbid) === undefined)),
  forbid,
});
