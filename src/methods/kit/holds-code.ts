import type { Extracted } from '../../extract/index.ts';

/** A line that begins as code does and prose does not, or ends so. */
const LOOKS_LIKE_CODE =
  /^\s*(?:import |from \S+ import |(?:async )?def |class |@\w|[A-Za-z_][\w.]*\s*=[^=])|[;{}]\s*$/m;

/**
 * Whether an answer holds code, or only words. Words may be whole Python ("Done"), and a scanner finds nothing wrong
 * with them: whoever takes silence for success must ask this first.
 *
 * Code in a fence, and code that the extractor found between words, is code. Anything else must look like it.
 */
export const holdsCode = ({ code, extraction }: Extracted): boolean => {
  if (code.trim() === '') return false;
  if (extraction.steps.length > 0) return true;
  return LOOKS_LIKE_CODE.test(code) || (extraction.parses === true && code.includes('('));
};
