import type { Finding } from '../../core/finding.ts';
import { type Outcome, unknown } from '../../core/outcome.ts';
import { type RuffDiagnostic, type RuffThread, takeRuff } from './thread.ts';

const LIMIT_MS = 60_000;

/**
 * Lets Ruff check Python programs, one after the other, in a thread; answers for each, in order. A program on which
 * Ruff crashes, or works for more than a minute, is unknown. Aborting rejects.
 *
 * @param select rules or families of rules
 * @param judge what the diagnostics of one program mean
 */
export const checkWithRuff = async (
  select: readonly string[],
  codes: readonly string[],
  judge: (diagnostics: readonly RuffDiagnostic[]) => Outcome<Finding[]>,
  signal?: AbortSignal,
): Promise<Outcome<Finding[]>[]> => {
  const outcomes: Outcome<Finding[]>[] = [];
  let thread: RuffThread | undefined;
  try {
    for (const code of codes) {
      signal?.throwIfAborted();
      thread ??= takeRuff(select);
      try {
        outcomes.push(judge(await thread.check(withoutMark(code), LIMIT_MS, signal)));
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

/** Ruff counts a byte order mark as a column; Python and Bandit do not. */
const withoutMark = (code: string): string => code.replace(/^\uFEFF/, '');

const describeCrash = (error: unknown): string => {
  if (!(error instanceof Error)) return `Ruff crashed: ${String(error)}`;
  if (error.name === 'AbortError') return `Ruff took more than ${LIMIT_MS / 1000} s`;
  return `Ruff crashed: ${error.message}`;
};
