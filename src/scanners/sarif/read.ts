import { z } from 'zod';
import { BifocalError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { cwesOf } from './cwe.ts';
import { fileAt, fileNameOf } from './file-name.ts';
import { confidenceOf, severityOf } from './level.ts';
import { ruleOf } from './rule.ts';
import { type Location, type Result, type Run, sarifLogSchema } from './schema.ts';
import { failureOf, readFilesOf, unreadFilesOf } from './trouble.ts';

/** What one run of a log says. */
export type SarifRun = {
  readonly tool: string;
  readonly version: string | undefined;
  /** In what the log counts columns; undefined where it does not say. */
  readonly columnKind: string | undefined;
  /** By file name (see `fileNameOf`): every file that has a result, an error, or is listed as read. */
  readonly files: ReadonlyMap<string, Outcome<Finding[]>>;
  /** Why the run failed as a whole. Files that it does not name are then unknown too, not clean. */
  readonly failure: string | undefined;
  /** How many results name no file. */
  readonly unplaced: number;
};

/**
 * Reads a SARIF 2.1.0 log. Suppressed results count like any other; results that are no failures ("pass",
 * "notApplicable", "informational") and those that a baseline calls absent do not.
 * @throws BifocalError BIFOCAL_INPUT if it is not such a log; `name` is what the message calls it
 */
export const readSarif = (text: string, name = 'the SARIF log'): SarifRun[] => {
  const refuse = (what: string, cause: unknown) =>
    new BifocalError('BIFOCAL_INPUT', `${name} ${what}`, 'Export it again as SARIF 2.1.0.', { cause });
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refuse('is not JSON', error);
  }
  const log = sarifLogSchema.safeParse(json);
  if (!log.success) throw refuse(`is not SARIF 2.1.0: ${z.prettifyError(log.error)}`, log.error);
  return log.data.runs.map(readRun);
};

const readRun = (run: Run): SarifRun => {
  const { driver } = run.tool;
  const failure = failureOf(run);
  const listed = (run.artifacts ?? []).map(({ location }) => location && fileNameOf(location, run));
  const findings = new Map<string, Finding[]>(
    [...listed, ...readFilesOf(run)].flatMap((file) => (file === undefined ? [] : [[file, []]])),
  );
  let unplaced = 0;
  for (const result of (run.results ?? []).filter(isFailure)) {
    const [location] = result.locations ?? [];
    const file = fileAt(location, run);
    if (file === undefined) {
      unplaced += 1;
      continue;
    }
    const finding = toFinding(result, location, run);
    const found = findings.get(file);
    if (found) found.push(finding);
    else findings.set(file, [finding]);
  }
  const files = new Map<string, Outcome<Finding[]>>(
    [...findings].map(([file, found]) => [file, failure === undefined ? ok(found) : unknown(failure)]),
  );
  for (const [file, reason] of unreadFilesOf(run)) files.set(file, unknown(reason));
  return {
    tool: driver.name,
    version: driver.semanticVersion ?? driver.version,
    columnKind: run.columnKind,
    files,
    failure,
    unplaced,
  };
};

const isFailure = ({ kind = 'fail', baselineState }: Result): boolean =>
  ['fail', 'open', 'review'].includes(kind) && baselineState !== 'absent';

const toFinding = (result: Result, location: Location | undefined, run: Run): Finding => {
  const { id, rule } = ruleOf(result, run);
  const { startLine = 1, startColumn, endLine } = location?.physicalLocation?.region ?? {};
  const line = Math.max(1, startLine);
  return {
    rule: id,
    cwes: cwesOf(result, rule, run),
    severity: severityOf(result, rule),
    confidence: confidenceOf(result, rule),
    message: result.message.text ?? result.message.markdown ?? rule?.shortDescription?.text ?? id,
    line,
    ...(startColumn !== undefined && startColumn > 0 && { column: startColumn }),
    ...(endLine !== undefined && { endLine: Math.max(line, endLine) }),
  };
};
