import { type Outcome, unknown } from '../../core/outcome.ts';
import type { SourceFile } from '../kit/program-scanner.ts';
import { takeRuff } from '../ruff/thread.ts';

const LIMIT_MS = 60_000;

/**
 * Semgrep's parsers mend what they read: Python 2, a parenthesis that is missing, a line that is indented too far pass
 * without a word. So Ruff, which knows the newest Python on every machine, says whether a program is Python at all.
 * Keeps each outcome except for programs that are not: those are unknown. Aborting rejects.
 */
export const unlessInvalid = async <T>(
  files: readonly Pick<SourceFile, 'language' | 'code'>[],
  outcomes: readonly Outcome<T>[],
  signal?: AbortSignal,
): Promise<Outcome<T>[]> => {
  const checked: Outcome<T>[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const file = files[index];
    const doubt =
      outcome.status === 'ok' && file?.language === 'python' && (await whyInvalid(file.code, signal));
    checked.push(doubt ? unknown(doubt) : outcome);
  }
  return checked;
};

/** No rule is selected, so that whatever Ruff has to say is an error of syntax. */
const whyInvalid = async (code: string, signal?: AbortSignal): Promise<string | undefined> => {
  signal?.throwIfAborted();
  const thread = takeRuff([]);
  try {
    const errors = await thread.check(code, LIMIT_MS, signal);
    thread.release();
    return errors.length > 0 ? 'invalid syntax' : undefined;
  } catch {
    await thread.discard();
    signal?.throwIfAborted();
    return 'whether it is valid Python could not be told';
  }
};
