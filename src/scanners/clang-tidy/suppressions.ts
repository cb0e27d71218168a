import { SPLICE } from '../kit/c-directives.ts';

const WORDS = ['NOLINT', 'suppress', 'analyzer_noreturn', 'diagnostic', 'system_header'];

/**
 * Everything in a program that clang-tidy, the analyzer or the compiler would obey: `NOLINT` in comments, the attributes
 * `suppress` and `analyzer_noreturn`, however they are spelled, and pragmas that switch off warnings or make the file one
 * of the system's. A word may go on in the next line.
 */
const DIRECTIVE = new RegExp(WORDS.map((word) => [...word].join(`(?:${SPLICE})*`)).join('|'), 'g');

/** Takes the meaning from them; no line or column moves. A name that has such a word in it has another one everywhere. */
export const withoutSuppressions = (code: string): string =>
  code.replace(DIRECTIVE, (found) => found.replace(/\w/g, '_'));

/**
 * Definitions of macros for the same words put together from pieces (`sup##press`), and for pragmas that are made of
 * strings: what becomes of them means nothing.
 */
export const MEANINGLESS: readonly string[] = [
  ...['suppress', 'analyzer_noreturn'].flatMap((word) => [word, `__${word}__`]),
]
  .map((word) => `-D${word}=bifocal_unknown`)
  .concat('-D_Pragma(text)=');
