import { createRequire } from 'node:module';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { scanReadable } from '../kit/readable.ts';
import type { Scanner } from '../scanner.ts';
import { RUFF_RULES, type RuffRule } from './cwe.ts';
import { type RuffDiagnostic, type RuffThread, takeRuff } from './thread.ts';

const LIMIT_MS = 60_000;

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
  batch: 2000,

  async probe() {
    const { version } = createRequire(import.meta.url)('@astral-sh/ruff-wasm-nodejs/package.json');
    return ok({ version });
  },

  rules: async () => ok(Object.entries(RUFF_RULES).map(([id, { cwes }]) => ({ id, cwes }))),

  scan: (inputs, signal) =>
    scanReadable(ruff, inputs, (readable) =>
      scanCodes(
        readable.map(({ code }) => code),
        signal,
      ),
    ),
};

const scanCodes = async (codes: readonly string[], signal?: AbortSignal): Promise<Outcome<Finding[]>[]> => {
  const outcomes: Outcome<Finding[]>[] = [];
  let thread: RuffThread | undefined;
  try {
    for (const code of codes) {
      signal?.throwIfAborted();
      thread ??= takeRuff();
      try {
        outcomes.push(toOutcome(await thread.check(withoutMark(code), LIMIT_MS, signal)));
      } catch (error) {
        const broken = thread;
        thread = undefined;
        await broken.discard();
        signal?.throwIfAborted();
        outcomes.push(unknown(describeCrash(error)));
      }
    }
  } finally {
    thread?.release();
  }
  return outcomes;
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

/** Ruff counts a byte order mark as a column; Python and Bandit do not. */
const withoutMark = (code: string): string => code.replace(/^\uFEFF/, '');

const describeCrash = (error: unknown): string => {
  if (!(error instanceof Error)) return `Ruff crashed: ${String(error)}`;
  if (error.name === 'AbortError') return `Ruff took more than ${LIMIT_MS / 1000} s`;
  return `Ruff crashed: ${error.message}`;
};
