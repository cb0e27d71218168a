import type { Finding } from '../../core/finding.ts';
import { ok } from '../../core/outcome.ts';
import { scanReadable } from '../kit/readable.ts';
import { checkWithRuff } from '../ruff/check.ts';
import type { RuffDiagnostic } from '../ruff/thread.ts';
import { ruffVersion } from '../ruff/version.ts';
import type { Scanner } from '../scanner.ts';
import { DEFECT_RULES, type DefectRule, SYNTAX } from './rules.ts';

const SELECTION: readonly string[] = Object.keys(DEFECT_RULES).filter((rule) => rule !== SYNTAX);

/**
 * Ruff's rules that find defects (rules.ts), in the same kind of thread as the security scanner `ruff`. A program that
 * does not parse is no unknown here: that is the defect which is asked for (`invalid-syntax`).
 */
export const ruffDefects: Scanner = {
  id: 'ruff-defects',
  title: 'Ruff (defects)',
  role: 'defects',
  standard: false,
  languages: ['python'],
  tools: [],
  batch: 1000,
  probe: ruffVersion,
  rules: async () => ok(Object.keys(DEFECT_RULES).map((id) => ({ id, cwes: [] }))),

  scan: (inputs, signal) =>
    scanReadable(ruffDefects, inputs, (readable) =>
      checkWithRuff(
        SELECTION,
        readable.map(({ code }) => code),
        (diagnostics) => ok(diagnostics.map(toFinding)),
        signal,
      ),
    ),
};

const UNLISTED: DefectRule = { severity: 'medium', confidence: 'medium' };

const toFinding = ({ code, message, start, end }: RuffDiagnostic): Finding => {
  const rule = code ?? SYNTAX;
  return {
    rule,
    cwes: [],
    ...(DEFECT_RULES[rule] ?? UNLISTED),
    message,
    line: start.row,
    column: start.column,
    endLine: end.row,
  };
};
