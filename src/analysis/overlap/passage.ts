import { hash } from 'node:crypto';
import type { Language } from '../../core/task.ts';
import { normalCode, normalProse } from './normal.ts';
import { type Shingles, shinglesOf } from './shingles.ts';

/** What of an item is compared: what is asked for, or code. */
export const PARTS = ['prompt', 'code'] as const;
export type Part = (typeof PARTS)[number];

/** Tokens in one shingle: words of a prompt, tokens of code. */
export const SHINGLE_SIZE: Readonly<Record<Part, number>> = { prompt: 5, code: 7 };

/** A text with fewer shingles is not called contained in another one. */
export const LEAST_CONTAINED: Readonly<Record<Part, number>> = { prompt: 8, code: 20 };

/** From this similarity on texts are near, and from this share on one is contained in the other. */
export const THRESHOLD = 0.8;

/** A text of an item, as it is compared. */
export type Passage = {
  /** Id of the task or pair. */
  readonly item: string;
  readonly part: Part;
  /** Equal for texts that differ only in white space, in comments (code), or in case and punctuation (prompts). */
  readonly key: string;
  readonly shingles: Shingles;
};

/** A text as it is compared; undefined if nothing is left of it. */
export const passageOf = (
  item: string,
  part: Part,
  text: string,
  language: Language,
): Passage | undefined => {
  const { tokens, normal } = part === 'prompt' ? normalProse(text) : normalCode(text, language);
  if (tokens.length === 0) return undefined;
  return { item, part, key: keyOf(normal), shingles: shinglesOf(tokens, SHINGLE_SIZE[part]) };
};

/** A short name for a text in its normal form: 144 bits of its SHA-256. */
export const keyOf = (normal: string): string => hash('sha256', normal, 'base64url').slice(0, 24);
