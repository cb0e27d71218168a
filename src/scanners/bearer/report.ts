import { basename } from 'node:path';
import { z } from 'zod';
import type { Finding, Level } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { languages } from '../../languages/index.ts';
import { columnOfByte } from '../kit/columns.ts';
import type { SourceFile } from '../kit/program-scanner.ts';
import { canaryLine, isCanary, programOf } from './canary.ts';

/** The part of a finding that is used. `sink` is where the rule's pattern is; columns count bytes from 1. */
const resultSchema = z.object({
  id: z.string(),
  title: z.string(),
  cwe_ids: z.array(z.coerce.number().int().positive()).nullish(),
  filename: z.string(),
  line_number: z.int().positive(),
  sink: z
    .object({ start: z.int().positive(), end: z.int().positive(), column: z.object({ start: z.int() }) })
    .optional(),
});
type Result = z.infer<typeof resultSchema>;

const severitySchema = z.enum(['critical', 'high', 'medium', 'low', 'warning']);
type Severity = z.infer<typeof severitySchema>;

/** Bearer's security report, `--format json`: findings by severity. */
export const bearerReportSchema = z.partialRecord(severitySchema, z.array(resultSchema).nullable());
export type BearerReport = z.infer<typeof bearerReportSchema>;

const LEVEL_OF: Readonly<Record<Severity, Level>> = {
  critical: 'high',
  high: 'high',
  medium: 'medium',
  low: 'low',
  warning: 'low',
};

/**
 * What a report says of each file, in order. A file whose canary is not reported was not scanned. Bearer reads on
 * where code does not parse; whether it does is asked elsewhere, for the languages in which somebody can tell.
 */
export const readBearerReport = (
  report: BearerReport,
  files: readonly SourceFile[],
): Outcome<Finding[]>[] => {
  const results = severitySchema.options.flatMap((severity) =>
    (report[severity] ?? []).map((result) => ({ severity, result })),
  );
  const resultsOf = Map.groupBy(results, ({ result }) => basename(result.filename));
  return files.map(({ name, language, code }) => {
    if (languages[language].parses?.(programOf(code, language)) === false) {
      return unknown('the code does not parse');
    }
    const own = resultsOf.get(name) ?? [];
    const end = canaryLine(code);
    const scanned = own.some(({ result }) => isCanary(result.id) && lineOf(result) === end);
    if (!scanned) return unknown('Bearer left the code out or gave up on it');
    const lines = code.split('\n');
    return ok(
      own
        .filter(({ result }) => !isCanary(result.id))
        .map(({ severity, result }) => toFinding(result, LEVEL_OF[severity], lines)),
    );
  });
};

const lineOf = ({ sink, line_number }: Result): number => sink?.start ?? line_number;

/** Bearer states no confidence: it is medium. */
const toFinding = (result: Result, severity: Level, lines: readonly string[]): Finding => {
  const line = lineOf(result);
  return {
    rule: result.id,
    cwes: result.cwe_ids ?? [],
    severity,
    confidence: 'medium',
    message: result.title,
    line,
    ...(result.sink && {
      column: columnOfByte(lines[line - 1] ?? '', result.sink.column.start - 1),
      endLine: Math.max(line, result.sink.end),
    }),
  };
};
