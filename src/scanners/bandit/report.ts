import { z } from 'zod';
import type { Finding, Level } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { columnOfByte, pythonLines } from '../kit/columns.ts';
import type { SourceFile } from '../kit/program-scanner.ts';

const rankSchema = z.enum(['UNDEFINED', 'LOW', 'MEDIUM', 'HIGH']);

const resultSchema = z.object({
  filename: z.string(),
  test_id: z.string(),
  issue_text: z.string(),
  issue_severity: rankSchema,
  issue_confidence: rankSchema,
  issue_cwe: z.object({ id: z.int().positive().optional() }),
  line_number: z.int(),
  line_range: z.array(z.int()),
  col_offset: z.int(),
});
type Result = z.infer<typeof resultSchema>;

/** The part of Bandit's JSON report that is used. `metrics` has a key for every file that was looked at. */
export const banditReportSchema = z.object({
  results: z.array(resultSchema),
  errors: z.array(z.object({ filename: z.string(), reason: z.string() })),
  metrics: z.record(z.string(), z.unknown()),
});
export type BanditReport = z.infer<typeof banditReportSchema>;

const LEVEL_OF: Readonly<Record<z.infer<typeof rankSchema>, Level>> = {
  UNDEFINED: 'low',
  LOW: 'low',
  MEDIUM: 'medium',
  HIGH: 'high',
};

const INTERNAL_ERROR = /Bandit internal error running: (\S+) on file (\S+) at line (\d+)/g;

/**
 * What a report says of each file, in order. A test of Bandit's that raises is only logged, and the file looks
 * clean to it; such a file is unknown, as are those that Bandit could not parse or did not mention.
 */
export const readBanditReport = (
  report: BanditReport,
  log: string,
  files: readonly Pick<SourceFile, 'name' | 'code'>[],
): Outcome<Finding[]>[] => {
  const failures = new Map([
    ...[...log.matchAll(INTERNAL_ERROR)].map(
      ([, test, name, line]) => [name, `Bandit's test ${test} failed at line ${line}`] as const,
    ),
    ...report.errors.map(({ filename, reason }) => [filename, `Bandit: ${reason}`] as const),
  ]);
  const resultsOf = Map.groupBy(report.results, ({ filename }) => filename);
  return files.map(({ name: file, code }) => {
    const name = `./${file}`;
    const failure = failures.get(name);
    if (failure !== undefined) return unknown(failure);
    if (!Object.hasOwn(report.metrics, name)) return unknown('Bandit did not look at the code');
    const results = resultsOf.get(name) ?? [];
    if (results.length === 0) return ok([]);
    const lines = pythonLines(code);
    return ok(results.map((result) => toFinding(result, lines)));
  });
};

/** Bandit counts columns from 0 in bytes of UTF-8, and gives findings about a whole file the line 0. */
const toFinding = (result: Result, lines: readonly string[]): Finding => {
  const line = Math.max(1, result.line_number);
  return {
    rule: result.test_id,
    cwes: result.issue_cwe.id === undefined ? [] : [result.issue_cwe.id],
    severity: LEVEL_OF[result.issue_severity],
    confidence: LEVEL_OF[result.issue_confidence],
    message: result.issue_text,
    line,
    column: columnOfByte(lines[line - 1] ?? '', result.col_offset),
    endLine: Math.max(line, ...result.line_range),
  };
};
