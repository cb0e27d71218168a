import { codePreference } from './code-preference.ts';
import { codefavor } from './codefavor.ts';
import { cvefixes } from './cvefixes/index.ts';
import { run } from './run/index.ts';
import { safecoder } from './safecoder.ts';
import type { PairSource } from './source.ts';
import { sven } from './sven.ts';
import { trl } from './trl.ts';

/** Sources of preference pairs, in the order of `bifocal pairs list`. */
export const pairSources = {
  run,
  cvefixes,
  sven,
  safecoder,
  codefavor,
  'code-preference': codePreference,
  trl,
} as const satisfies Record<string, PairSource>;
