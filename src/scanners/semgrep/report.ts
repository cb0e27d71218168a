import { z } from 'zod';
import type { Finding, Level } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { columnOfByte } from '../kit/columns.ts';
import type { SourceFile } from '../kit/program-scanner.ts';
import { cwesIn } from './rules.ts';

const positionSchema = z.object({ line: z.int().positive(), col: z.int().positive() });

const resultSchema = z.object({
  check_id: z.string(),
  path: z.string(),
  start: positionSchema,
  end: positionSchema,
  extra: z.object({
    message: z.string(),
    severity: z.string(),
    metadata: z.looseObject({ cwe: z.unknown().optional(), confidence: z.unknown().optional() }),
  }),
});
type Result = z.infer<typeof resultSchema>;

const errorSchema = z.object({
  /** A word, or a word and what belongs to it. */
  type: z.union([z.string(), z.array(z.unknown())]).transform((type) => String([type].flat()[0])),
  path: z.string().optional(),
  rule_id: z.string().optional(),
  message: z.string().default(''),
});

/**
 * The part of Semgrep's JSON output that is used. It says more than its SARIF: which files were looked at, and which
 * of them were read in part only.
 */
export const semgrepReportSchema = z.object({
  results: z.array(resultSchema),
  errors: z.array(errorSchema),
  paths: z.object({ scanned: z.array(z.string()) }),
  time: z
    .object({ fixpoint_timeouts: z.array(z.object({ location: z.object({ path: z.string() }) })).optional() })
    .optional(),
});
export type SemgrepReport = z.infer<typeof semgrepReportSchema>;

/** The old names of Semgrep's severities and the new ones; any other is low. */
const SEVERITY_OF: Readonly<Record<string, Level>> = {
  CRITICAL: 'high',
  HIGH: 'high',
  ERROR: 'high',
  MEDIUM: 'medium',
  WARNING: 'medium',
};

const CONFIDENCE_OF: Readonly<Record<string, Level>> = { HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };

const PARTLY = 'Semgrep could read the code only in part';

/** Why the run says nothing about any file: a rule that Semgrep refuses, or an error without a file. */
export const failureIn = ({ errors }: SemgrepReport): string | undefined => {
  const error = errors.find(({ path }) => path === undefined);
  if (!error) return undefined;
  const message = error.message.replace(/\s+/g, ' ').slice(0, 300);
  return error.rule_id === undefined
    ? `Semgrep: ${error.type}: ${message}`
    : `Semgrep refuses the rule ${error.rule_id}: ${message}`;
};

/**
 * What a report says of each file, in order. A file with any error is unknown: one that Semgrep read only in part,
 * one on which a rule or the flow of data took too long (the latter stands among the times, not among the errors), one
 * that it did not look at.
 */
export const readSemgrepReport = (
  report: SemgrepReport,
  files: readonly Pick<SourceFile, 'name' | 'code'>[],
): Outcome<Finding[]>[] => {
  const failures = new Map([
    ...(report.time?.fixpoint_timeouts ?? []).map(
      ({ location }) => [nameOf(location.path), 'it gave up following the data'] as const,
    ),
    ...report.errors.map(({ path = '', type }) => [nameOf(path), type] as const),
  ]);
  const scanned = new Set(report.paths.scanned.map(nameOf));
  const resultsOf = Map.groupBy(report.results, ({ path }) => nameOf(path));
  return files.map(({ name, code }) => {
    const failure = failures.get(name);
    if (failure === 'PartialParsing') return unknown(PARTLY);
    if (failure !== undefined) return unknown(`Semgrep: ${failure}`);
    if (!scanned.has(name)) return unknown('Semgrep did not look at the code');
    const results = resultsOf.get(name) ?? [];
    const lines = results.length === 0 ? [] : code.split('\n');
    return ok(results.map((result) => toFinding(result, lines)));
  });
};

const nameOf = (path: string): string => path.replace(/^\.[\\/]/, '');

/** Semgrep counts columns in bytes of UTF-8, from 1. */
const toFinding = ({ check_id, start, end, extra }: Result, lines: readonly string[]): Finding => ({
  rule: check_id,
  cwes: cwesIn(extra.metadata.cwe),
  severity: SEVERITY_OF[extra.severity] ?? 'low',
  confidence: CONFIDENCE_OF[String(extra.metadata.confidence).toUpperCase()] ?? 'medium',
  message: extra.message.trim(),
  line: start.line,
  column: columnOfByte(lines[start.line - 1] ?? '', start.col - 1),
  endLine: end.line,
});
