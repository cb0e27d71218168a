import { BifocalError } from '../core/errors.ts';
import { pairSources } from './index.ts';
import type { PairSource } from './source.ts';

/** A source, and where it lies. */
export type PairSpec = { readonly source: PairSource; readonly path: string };

/** The source and path of `SOURCE=PATH`; undefined if it does not begin with a source. */
export const asPairSpec = (spec: string): PairSpec | undefined => {
  const [id = '', ...rest] = spec.split('=');
  const source = Object.values<PairSource>(pairSources).find((one) => one.id === id);
  return source && rest.length > 0 ? { source, path: rest.join('=') } : undefined;
};

/** @throws BifocalError BIFOCAL_USAGE if it is none */
export const parsePairSpec = (spec: string): PairSpec => {
  const parsed = asPairSpec(spec);
  if (parsed && parsed.path !== '') return parsed;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `"${spec}" does not say a source and where it lies`,
    `say SOURCE=PATH, with one of: ${Object.keys(pairSources).join(', ')}`,
  );
};
