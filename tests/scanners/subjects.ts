import type { Language } from '../../src/core/task.ts';
import { bandit } from '../../src/scanners/bandit/index.ts';
import { ruff } from '../../src/scanners/ruff/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';

/** What the conformance suite must know of one scanner in one language. */
export type Subject = {
  readonly scanner: Scanner;
  readonly language: Language;
  /** What it must find, among others, in `fixtures/scanners/LANGUAGE/vulnerable` (defects: `defective`). */
  readonly finds: { readonly lines: readonly number[]; readonly cwes?: readonly number[] };
  /** One line of a program with exactly one finding, and the column of it. */
  readonly line: string;
  readonly column: number;
  /** Comments that ask it to be silent. */
  readonly suppressions: readonly string[];
  /** What becomes of code that does not parse: unknown; a finding (defects); or it cannot tell. */
  readonly broken: 'unknown' | 'finding' | 'unseen';
  /** A language that it does not know. */
  readonly stranger: Language;
};

const HASH_COMMENTS = [
  '# nosec',
  '#nosec',
  '# nosec B307',
  '# NOSEC: B102, B307, B602, B608',
  '# noqa',
  '#noqa',
  '# NoQA: S307',
  '# noqa:S,B',
  '# type: ignore # noqa: S602',
  '# é 😀 noqa',
  '# ruff: noqa',
  '# ruff:noqa: S307, S602, S608',
  '# flake8: noqa',
  '# FLAKE8: NOQA: S307',
  '# ruff: ignore[S307]',
  '# ruff: disable[S307, S602, S608]',
  '# ruff: file-ignore[S307, S602, S608]',
  '# nosemgrep',
  '# nosemgrep: some.rule',
  '# bearer:disable some_rule',
  '# pylint: disable=all',
  '# type: ignore',
  '# pyright: ignore',
  '# pyright: basic, strict=false',
];

/** A scanner of Python's vulnerabilities. */
export const pythonSecurity = (scanner: Scanner): Subject => ({
  scanner,
  language: 'python',
  finds: { lines: [5, 9, 13], cwes: [78, 89] },
  line: 'eval(x)',
  column: 1,
  suppressions: HASH_COMMENTS,
  broken: 'unknown',
  stranger: 'javascript',
});

/** One entry for each scanner and language. */
export const SUBJECTS: readonly Subject[] = [pythonSecurity(bandit), pythonSecurity(ruff)];

export { HASH_COMMENTS };
