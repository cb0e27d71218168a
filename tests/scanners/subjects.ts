import type { Language } from '../../src/core/task.ts';
import { bandit } from '../../src/scanners/bandit/index.ts';
import { bearer } from '../../src/scanners/bearer/index.ts';
import { bifocal } from '../../src/scanners/bifocal/index.ts';
import { pyCompile } from '../../src/scanners/py-compile/index.ts';
import { pyright } from '../../src/scanners/pyright/index.ts';
import { ruff } from '../../src/scanners/ruff/index.ts';
import { ruffDefects } from '../../src/scanners/ruff-defects/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import { semgrep } from '../../src/scanners/semgrep/index.ts';
import { SLASH_SUBJECTS } from './slash-subjects.ts';

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

/** An analyzer of Python's defects; `line` is what it has exactly one finding of, at its start. */
const pythonDefects = (scanner: Scanner, lines: readonly number[], line: string): Subject => ({
  ...pythonSecurity(scanner),
  finds: { lines },
  line,
  broken: 'finding',
});

/** One entry for each scanner and language. */
export const SUBJECTS: readonly Subject[] = [
  pythonSecurity(bandit),
  pythonSecurity(bearer),
  pythonSecurity(bifocal),
  pythonSecurity(ruff),
  { ...pythonSecurity(semgrep), stranger: 'csharp' },
  pythonDefects(ruffDefects, [7, 8], 'missing()'),
  pythonDefects(pyCompile, [7], ')'),
  pythonDefects(pyright, [8], 'missing()'),
  ...SLASH_SUBJECTS,
];

export { HASH_COMMENTS };
