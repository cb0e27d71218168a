import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Pair } from '../../core/pair.ts';
import type { Language } from '../../core/task.ts';
import type { PairFilter } from '../source.ts';
import { isTestPath } from './code.ts';

/** Why a record is not wanted, in words that can be counted. Undefined: it may be. */
export const unwantedLanguage = (
  language: Language | undefined,
  { languages }: PairFilter,
): string | undefined => {
  if (language === undefined) return 'not in a language that Bifocal knows';
  return languages && !languages.includes(language) ? 'another language' : undefined;
};

export const unwantedCwes = (own: readonly number[], { cwes }: PairFilter): string | undefined =>
  cwes && !own.some((cwe) => cwes.includes(cwe)) ? 'another CWE, or none' : undefined;

/** @param bytes of each version */
export const unwantedSize = (bytes: readonly number[], { maxBytes }: PairFilter): string | undefined =>
  bytes.some((one) => one > maxBytes) ? `longer than ${maxBytes} bytes` : undefined;

export const unwantedPath = (path: string, { also = [] }: PairFilter): string | undefined =>
  !also.includes('tests') && isTestPath(path) ? 'file of tests' : undefined;

export const unwantedMerge = (isMerge: boolean, { also = [] }: PairFilter): string | undefined =>
  !also.includes('merges') && isMerge ? 'merge commit' : undefined;

/** A pair as it was read, if it is wanted. */
export const wanted = (pair: Pair, filter: PairFilter, path = ''): Outcome<Pair> => {
  const sizes = [pair.chosen, pair.rejected].map((code) => Buffer.byteLength(code));
  const why =
    unwantedLanguage(pair.language, filter) ??
    unwantedCwes(pair.cwes, filter) ??
    unwantedPath(path, filter) ??
    unwantedSize(sizes, filter) ??
    ([pair.chosen, pair.rejected].some((code) => code.trim() === '') ? 'one version is empty' : undefined) ??
    (pair.chosen === pair.rejected ? 'both versions are the same' : undefined);
  return why === undefined ? ok(pair) : unknown(why);
};
