const MARKER = /^([ \t]*)((?:#|%:)[ \t]*(?:line\b|\d))/gm;
const INCLUDE = /((?:#|%:)[ \t]*(?:include_next|include|import|embed)\b)(.*)/g;

/** A header below the folder of the sample, but not a sample beside it (`0.c`), or one of the system. */
const ORDINARY = /^\s*(?:"(?!\/|\w:|\d+\.c)(?:(?!\.\.)[^"])+"|<(?!\/)(?:(?!\.\.)[^>])+>)/;

/**
 * A C or C++ program without the directives that would move its findings to other lines and files (`#line`), or bring
 * other files of this machine into it. No line or column moves.
 */
export const withoutForeignPlaces = (code: string): string =>
  code
    .replace(MARKER, (_, indent: string, marker: string) => `${indent}//${'_'.repeat(marker.length - 2)}`)
    .replace(INCLUDE, (whole, directive: string, operand: string) =>
      ORDINARY.test(operand) ? whole : directive + operand.replace(/[^\s"<>]/g, '_'),
    );

/** The names of the headers that a program includes as its own project's. */
export const ownHeaders = (code: string): string[] => [
  ...new Set([...code.matchAll(/(?:#|%:)[ \t]*include\b\s*"([^"\n]+)"/g)].map(([, name = '']) => name)),
];

/** C's compilers skip a NUL byte, each with a warning of its own, and what analyzers do differs: nobody can judge it. */
export const NUL_BYTE = 'the code is not text: it has a NUL byte';
