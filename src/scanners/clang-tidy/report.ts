import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { NUL_BYTE } from '../kit/c-directives.ts';
import { placesIn } from '../kit/columns.ts';
import type { SourceFile } from '../kit/program-scanner.ts';
import type { Rule } from '../scanner.ts';
import { CHECKS } from './checks.ts';

/** One sample that is told about at such a length cannot be judged; so much takes seconds to read. */
const MAX_REPORT = 16 * 1024 * 1024;

/** The part of `clang-tidy --export-fixes` that is used: every diagnostic, with or without a fix. */
const reportSchema = z.object({
  Diagnostics: z.array(
    z.object({
      DiagnosticName: z.string(),
      Level: z.string(),
      DiagnosticMessage: z.object({
        Message: z.string(),
        FilePath: z.string(),
        FileOffset: z.coerce.number().int(),
      }),
    }),
  ),
});
type Diagnostic = z.infer<typeof reportSchema>['Diagnostics'][number];

/** What a run says of each of its files, in order. */
export type ClangTidyReport = {
  readonly outcomes: readonly Outcome<Finding[]>[];
  /** An error in none of the files, such as in a header that one of them spoiled: their silence proves nothing then. */
  readonly elsewhere: string | undefined;
};

/**
 * Reads the report of clang-tidy's diagnostics; undefined: it wrote none, because there are none. (What it prints is not
 * to be read: it quotes the code, which may look like a diagnostic of a neighbour.) A file with an error of the compiler's
 * is unknown: the analyzer does not walk it.
 */
export const readClangTidyReport = (
  text: string | undefined,
  files: readonly Pick<SourceFile, 'name' | 'code'>[],
): Outcome<ClangTidyReport> => {
  if ((text?.length ?? 0) > MAX_REPORT) return unknown('clang-tidy: the report is too long');
  const read = text === undefined ? { data: { Diagnostics: [] } } : reportSchema.safeParse(parsed(text));
  if (!read.data) return unknown('clang-tidy wrote no report');
  const { Diagnostics: diagnostics } = read.data;
  const diagnosticsOf = Map.groupBy(diagnostics, fileOf);
  const names = new Set(files.map(({ name }) => name));
  const outcomes = files.map(({ name, code }) => {
    const said = diagnosticsOf.get(name) ?? [];
    const error = said.find(isError);
    if (code.includes('\0')) return unknown(NUL_BYTE);
    if (error) return unknown(`clang-tidy: the code does not compile: ${reasonOf(error)}`);
    const placeOf = placesIn(code);
    return ok(said.flatMap((diagnostic) => toFindings(diagnostic, placeOf)));
  });
  const lost = diagnostics.find((each) => isError(each) && !names.has(fileOf(each)));
  return ok({ outcomes, elsewhere: lost && `clang-tidy: ${reasonOf(lost)}` });
};

/** Every scalar is a text, whatever it looks like. */
const parsed = (text: string): unknown => {
  try {
    return parse(text, { schema: 'failsafe' });
  } catch {
    return undefined;
  }
};

const fileOf = ({ DiagnosticMessage }: Diagnostic): string => basename(DiagnosticMessage.FilePath);

const isError = ({ Level }: Diagnostic): boolean => Level === 'Error';

/** So that reasons can be counted: `unknown type name 'T'` is one whatever the type is called. */
const reasonOf = ({ DiagnosticMessage }: Diagnostic): string =>
  DiagnosticMessage.Message.replace(/'[^']*'/g, '…')
    .split('\n', 1)
    .join()
    .slice(0, 200);

/** clang-tidy has no confidence: medium. */
const toFindings = (
  { DiagnosticName: check, DiagnosticMessage: { Message: message, FileOffset } }: Diagnostic,
  placeOf: ReturnType<typeof placesIn>,
): Finding[] => {
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
      ...placeOf(FileOffset),
    },
  ];
};

/** Every rule that {@link readClangTidyReport} can give. */
export const CLANG_TIDY_RULES: readonly Rule[] = Object.entries(CHECKS).flatMap(
  ([id, { cwes, when = [] }]) => [
    { id, cwes },
    ...when.map((kind) => ({ id: `${id}/${kind.as}`, cwes: kind.cwes })),
  ],
);
