import { basename } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { pythonLines } from '../kit/columns.ts';
import type { SourceFile } from '../kit/program-scanner.ts';
import { GIVES_UP, PYRIGHT_RULES, SYNTAX } from './rules.ts';

const placeSchema = z.object({ line: z.int(), character: z.int() });

const diagnosticSchema = z.object({
  file: z.string(),
  message: z.string(),
  /** Absent: an error of syntax, or of Pyright itself. */
  rule: z.string().optional(),
  /** Absent: an error of Pyright itself. */
  range: z.object({ start: placeSchema, end: placeSchema }).optional(),
});
type Diagnostic = z.infer<typeof diagnosticSchema>;

/** The part of `pyright --outputjson` that is used. */
const reportSchema = z.object({
  generalDiagnostics: z.array(diagnosticSchema),
  summary: z.object({ filesAnalyzed: z.int() }),
});

const TOO_DEEP = /^Maximum parse depth exceeded/;
const TOO_COMPLEX = /^Code is too complex to analyze/;
const INTERNAL = /^An internal error occurred while (.+?) file "[^"]*"(?:: ([^\n]*))?/;

/** What a report says of each file, in order. Unknown: there is no report, or not of all files. */
export const readPyrightReport = (
  output: string,
  files: readonly Pick<SourceFile, 'name' | 'code'>[],
): Outcome<Outcome<Finding[]>[]> => {
  const read = reportSchema.safeParse(parse(output));
  if (!read.success) return unknown('Pyright wrote no report');
  const { generalDiagnostics, summary } = read.data;
  if (summary.filesAnalyzed < files.length) return unknown('Pyright did not look at all of the code');
  const byFile = Map.groupBy(generalDiagnostics, ({ file }) => basename(file));
  return ok(files.map(({ name, code }) => readFile(byFile.get(name) ?? [], code)));
};

const readFile = (diagnostics: readonly Diagnostic[], code: string): Outcome<Finding[]> => {
  const failure = diagnostics.map(failureOf).find((reason) => reason !== undefined);
  if (failure !== undefined) return unknown(failure);
  const counted = diagnostics.filter(({ rule = SYNTAX }) => Object.hasOwn(PYRIGHT_RULES, rule));
  if (counted.length === 0) return ok([]);
  const lines = pythonLines(code);
  const mark = code.startsWith('\uFEFF') ? 1 : 0;
  return ok(counted.map((diagnostic) => toFinding(diagnostic, lines, mark)));
};

/** Why Pyright did not look at all of a program; it goes on, and calls the rest of it clean. */
const failureOf = ({ rule, range, message }: Diagnostic): string | undefined => {
  if (rule === GIVES_UP && TOO_COMPLEX.test(message)) return 'Pyright: the code is too complex to analyze';
  if (rule !== undefined) return undefined;
  if (TOO_DEEP.test(message)) return 'Pyright: the code is nested too deep';
  if (range !== undefined) return undefined;
  const [, doing = 'at work', why = 'no reason given'] = INTERNAL.exec(message) ?? [];
  return `Pyright: internal error while ${doing}: ${why}`;
};

/** Pyright counts from 0, columns in UTF-16 units, and a byte order mark (`mark` units) as a column. */
const toFinding = (
  { rule = SYNTAX, message, range }: Diagnostic,
  lines: readonly string[],
  mark: number,
): Finding => {
  const { start, end } = range ?? { start: { line: 0, character: mark }, end: { line: 0, character: mark } };
  const units = Math.max(0, start.character - (start.line === 0 ? mark : 0));
  return {
    rule,
    cwes: [],
    ...(PYRIGHT_RULES[rule] ?? { severity: 'medium', confidence: 'medium' }),
    message,
    line: start.line + 1,
    column: [...(lines[start.line] ?? '').slice(0, units)].length + 1,
    endLine: Math.max(start.line, end.line) + 1,
  };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
