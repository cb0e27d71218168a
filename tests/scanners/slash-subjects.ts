import { clangTidy } from '../../src/scanners/clang-tidy/index.ts';
import { cppcheck } from '../../src/scanners/cppcheck/index.ts';
import { eslint } from '../../src/scanners/eslint/index.ts';
import { flawfinder } from '../../src/scanners/flawfinder/index.ts';
import type { Subject } from './subjects.ts';

/** Comments that ask for silence in languages whose comments begin with a slash. */
const SLASH_COMMENTS = [
  '// NOLINT',
  '//NOLINT(*)',
  '// NOLINT(bugprone-command-processor,clang-analyzer-unix.Malloc)',
  '// NOLINTNEXTLINE',
  '// NOLINTBEGIN',
  '/* Flawfinder: ignore */',
  '// Flawfinder: ignore',
  '// RATS: ignore',
  '/* ITS4: ignore */',
  '// cppcheck-suppress doubleFree',
  '// cppcheck-suppress-file arrayIndexOutOfBounds',
  '/* cppcheck-suppress-begin doubleFree */',
  '// eslint-disable-line',
  '// eslint-disable-next-line no-eval',
  '/* eslint-disable */',
  '/* eslint no-eval: "off", security/detect-child-process: 0 */',
  '/* global eval */',
  '// @ts-nocheck',
  '// @ts-ignore',
  '// nosemgrep',
  '// nosec',
  '// bearer:disable some_rule',
  '// é 😀 NOLINT eslint-disable-line',
];

const inC = (subject: Pick<Subject, 'scanner' | 'finds' | 'line' | 'column'>): readonly Subject[] =>
  (['c', 'cpp'] as const).map((language) => ({
    ...subject,
    language,
    suppressions: SLASH_COMMENTS,
    broken: 'unknown',
    stranger: 'javascript',
  }));

/** One entry for each scanner and language. */
export const SLASH_SUBJECTS: readonly Subject[] = [
  ...inC({
    scanner: flawfinder,
    finds: { lines: [7, 8, 12], cwes: [78, 120, 134] },
    line: 'int f(const char *s) { return system(s); }',
    column: 31,
  }),
  ...inC({
    scanner: cppcheck,
    finds: { lines: [19, 24], cwes: [415, 788] },
    line: 'int f(void) { int t[2] = {1, 2}; return t[2]; }',
    column: 42,
  }),
  ...inC({
    scanner: clangTidy,
    finds: { lines: [7, 8, 12, 19, 24], cwes: [78, 125, 134, 415, 787] },
    line: 'int system(const char *); int f(const char *s) { return system(s); }',
    column: 57,
  }),
  ...(['javascript', 'typescript'] as const).map(
    (language): Subject => ({
      scanner: eslint,
      language,
      finds: { lines: [5, 9, 17], cwes: [78, 79, 95, 1333] },
      line: 'eval(x)',
      column: 1,
      suppressions: SLASH_COMMENTS,
      broken: 'unknown',
      stranger: 'python',
    }),
  ),
];
