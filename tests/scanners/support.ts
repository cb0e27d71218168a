import { readFileSync } from 'node:fs';
import type { Finding } from '../../src/core/finding.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { Language } from '../../src/core/task.ts';
import type { ScanInput, Scanner } from '../../src/scanners/scanner.ts';

/** A fixture of `tests/fixtures/scanners`. */
export const fixture = (path: string): string =>
  readFileSync(new URL(`../fixtures/scanners/${path}`, import.meta.url), 'utf8');

export const python = (code: string, id = 'sample'): ScanInput => ({ id, language: 'python', code });

/** The outcomes of programs, in order. */
export const scanAll = async (
  scanner: Scanner,
  codes: readonly string[],
  language: Language = 'python',
): Promise<Outcome<Finding[]>[]> => {
  const outcomes = await scanner.scan(codes.map((code, index) => ({ id: String(index), language, code })));
  return codes.map((_, index) => outcomes.get(String(index)) ?? { status: 'unknown', reason: 'no entry' });
};

export const scanOne = async (scanner: Scanner, code: string): Promise<Outcome<Finding[]>> => {
  const [outcome] = await scanAll(scanner, [code]);
  return outcome ?? { status: 'unknown', reason: 'no entry' };
};

/** `rule line:column` of each finding, or the reason. */
export const summary = (outcome: Outcome<Finding[]>): string[] | string =>
  outcome.status === 'ok'
    ? outcome.value.map(({ rule, line, column }) => `${rule} ${line}:${column}`)
    : outcome.reason;
