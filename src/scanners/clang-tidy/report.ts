import { basename } from 'node:path';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { NUL_BYTE } from '../kit/c-directives.ts';
import { columnIn } from '../kit/columns.ts';
import type { SourceFile } from '../kit/program-scanner.ts';
import type { Rule } from '../scanner.ts';
import { CHECKS } from './checks.ts';

const DIAGNOSTIC = /^(?:(.+?):(\d+):(\d+): )?(warning|error): (.*?)(?: \[([\w.,-]+)\])?$/gm;

type Diagnostic = {
  readonly file: string | undefined;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly check: string;
};

/** What a run says of each of its files, in order. */
export type ClangTidyReport = {
  readonly outcomes: readonly Outcome<Finding[]>[];
  /** An error in none of the files, such as in a header that one of them spoiled: their silence proves nothing then. */
  readonly elsewhere: string | undefined;
};

/**
 * Reads what clang-tidy prints. A file with an error of the compiler's is unknown: the analyzer does not walk it. (That
 * clang-tidy was "Error while processing" a file says nothing: it says so of every file after the first with an error.)
 */
export const readClangTidyOutput = (
  output: string,
  files: readonly Pick<SourceFile, 'name' | 'code'>[],
): ClangTidyReport => {
  const diagnostics = [...output.matchAll(DIAGNOSTIC)].map(toDiagnostic);
  const diagnosticsOf = Map.groupBy(diagnostics, ({ file }) => file);
  const names = new Set(files.map(({ name }) => name));
  const outcomes = files.map(({ name, code }) => {
    const said = diagnosticsOf.get(name) ?? [];
    const error = said.find(isError);
    if (code.includes('\0')) return unknown(NUL_BYTE);
    if (error) return unknown(`clang-tidy: the code does not compile: ${withoutNames(error.message)}`);
    return ok(said.flatMap((diagnostic) => toFindings(diagnostic, code)));
  });
  const lost = diagnostics.find((each) => isError(each) && !names.has(each.file ?? ''));
  return { outcomes, elsewhere: lost && `clang-tidy: ${withoutNames(lost.message)}` };
};

const isError = ({ check }: Diagnostic): boolean => check === 'clang-diagnostic-error' || check === '';

const toDiagnostic = ([, file, line, column, , message = '', check = '']: RegExpMatchArray): Diagnostic => ({
  file: file && basename(file),
  line: Number(line),
  column: Number(column),
  message,
  check,
});

/** So that reasons can be counted: `unknown type name 'T'` is one whatever the type is called. */
const withoutNames = (message: string): string => message.replace(/'[^']*'/g, '…');

/** clang-tidy has no confidence: medium. Columns count from 1 in bytes of UTF-8. */
const toFindings = ({ line, column, message, check }: Diagnostic, code: string): Finding[] => {
  const known = CHECKS[check];
  if (!known) return [];
  const kind = known.when?.find(({ says }) => says.test(message));
  return [
    {
      rule: kind ? `${check}/${kind.as}` : check,
      cwes: [...(kind ?? known).cwes],
      severity: known.severity,
      confidence: 'medium',
      message,
      line,
      column: columnIn(code, line, column),
    },
  ];
};

/** Every rule that {@link readClangTidyOutput} can give. */
export const CLANG_TIDY_RULES: readonly Rule[] = Object.entries(CHECKS).flatMap(
  ([id, { cwes, when = [] }]) => [
    { id, cwes },
    ...when.map((kind) => ({ id: `${id}/${kind.as}`, cwes: kind.cwes })),
  ],
);
