import type { ScannerRole, ScanOutcome } from '../core/finding.ts';
import { ok } from '../core/outcome.ts';
import type { Language } from '../core/task.ts';
import { languages } from '../languages/index.ts';

/** What a scanner is given of a code, and how its answer is to be read. */
export type Reading = {
  readonly code: string;
  /** Lines of it that are not the sample's. */
  readonly linesBefore: number;
  /** The answer for the sample alone. */
  readonly lift: (outcome: ScanOutcome) => ScanOutcome;
};

/**
 * What a scanner of a role reads of a sample. Analyzers of defects also read the code that the task puts before it,
 * or they would call half of its names undefined; lines are counted from the sample's first, and what they find before
 * that is the task's own affair. Scanners for vulnerabilities read the sample alone: it is what is judged.
 *
 * @param setup of the task; empty: there is none
 */
export const readingOf = (code: string, language: Language, setup: string, role: ScannerRole): Reading => {
  const before = setup.trimEnd();
  const whole = languages[language].parses?.(before) ?? false;
  const mustComeFirst = /^from __future__ /m.test(code);
  if (role !== 'defects' || before === '' || !whole || mustComeFirst)
    return { code, linesBefore: 0, lift: (outcome) => outcome };
  const lines = before.split('\n').length;
  return {
    code: `${before}\n${code}`,
    linesBefore: lines,
    lift: (outcome) =>
      outcome.status === 'unknown' ? outcome : { ...outcome, ...ok(below(outcome.value, lines)) },
  };
};

type Placed = { readonly line: number; readonly endLine?: number | undefined };

const below = <Found extends Placed>(findings: readonly Found[], lines: number): Found[] =>
  findings
    .filter(({ line }) => line > lines)
    .map((finding) => ({
      ...finding,
      line: finding.line - lines,
      ...(finding.endLine !== undefined && { endLine: finding.endLine - lines }),
    }));
