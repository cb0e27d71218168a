import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { scanReadable } from '../kit/readable.ts';
import type { Scanner } from '../scanner.ts';
import { checkWithRuff } from './check.ts';
import { RUFF_RULES, type RuffRule } from './cwe.ts';
import type { RuffDiagnostic } from './thread.ts';
import { ruffVersion } from './version.ts';

/**
 * Ruff's stable S rules (flake8-bandit), as WebAssembly in a thread. Ruff gives findings neither severity nor
 * confidence: they are those of Bandit's equivalent test where it has fixed ones, else medium (cwe.ts).
 */
export const ruff: Scanner = {
  id: 'ruff',
  title: 'Ruff',
  role: 'security',
  standard: true,
  languages: ['python'],
  tools: [],
  batch: 1000,
  probe: ruffVersion,
  rules: async () => ok(Object.entries(RUFF_RULES).map(([id, { cwes }]) => ({ id, cwes }))),

  scan: (inputs, signal) =>
    scanReadable(ruff, inputs, (readable) =>
      checkWithRuff(
        ['S'],
        readable.map(({ code }) => code),
        toOutcome,
        signal,
      ),
    ),
};

/** Anything but an S rule is a syntax error: nothing else is selected. */
const toOutcome = (diagnostics: readonly RuffDiagnostic[]): Outcome<Finding[]> => {
  const error = diagnostics.find(({ code }) => !/^S\d+$/.test(code ?? ''));
  return error === undefined ? ok(diagnostics.map(toFinding)) : unknown('Ruff: invalid syntax');
};

const UNLISTED: RuffRule = { cwes: [], severity: 'medium', confidence: 'medium' };

const toFinding = ({ code, message, start, end }: RuffDiagnostic): Finding => {
  const rule = code ?? '';
  const { cwes, severity, confidence } = RUFF_RULES[rule] ?? UNLISTED;
  return {
    rule,
    cwes: [...cwes],
    severity,
    confidence,
    message,
    line: start.row,
    column: start.column,
    endLine: end.row,
  };
};
