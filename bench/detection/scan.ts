import type { Outcome } from '../../src/core/outcome.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import type { LabelledPair } from './pairs.ts';

/** The rules that accuse each half of a pair, by pair; null for a half that could not be judged. */
export type PairScans = {
  readonly scanner: string;
  readonly seconds: number;
  readonly pairs: readonly { readonly secure: string[] | null; readonly vulnerable: string[] | null }[];
};

/** Lets a scanner at both halves of all pairs, each by itself. */
export const scanPairs = async (scanner: Scanner, pairs: readonly LabelledPair[]): Promise<PairScans> => {
  const inputs = pairs.flatMap(({ language, secure, vulnerable }, index) => [
    { id: `${index} secure`, language, code: secure },
    { id: `${index} vulnerable`, language, code: vulnerable },
  ]);
  const rules = new Map<string, string[] | null>();
  const start = performance.now();
  for (let at = 0; at < inputs.length; at += scanner.batch) {
    for (const [id, outcome] of await scanner.scan(inputs.slice(at, at + scanner.batch))) {
      rules.set(id, rulesOf(outcome));
    }
  }
  const seconds = (performance.now() - start) / 1000;
  return {
    scanner: scanner.id,
    seconds,
    pairs: pairs.map((_, index) => ({
      secure: rules.get(`${index} secure`) ?? null,
      vulnerable: rules.get(`${index} vulnerable`) ?? null,
    })),
  };
};

const rulesOf = (outcome: Outcome<readonly { rule: string }[]>): string[] | null =>
  outcome.status === 'ok' ? [...new Set(outcome.value.map(({ rule }) => rule))] : null;

/** Several scanners as one: a half is accused if any of them accuses it, and unknown if none does and one cannot tell. */
export const unionOf = (name: string, scans: readonly PairScans[]): PairScans => {
  const merge = (half: 'secure' | 'vulnerable', index: number): string[] | null => {
    const said = scans.map(
      ({ scanner, pairs }) => pairs[index]?.[half]?.map((rule) => `${scanner}/${rule}`) ?? null,
    );
    const rules = said.flatMap((one) => one ?? []);
    return rules.length === 0 && said.includes(null) ? null : rules;
  };
  return {
    scanner: name,
    seconds: scans.reduce((sum, { seconds }) => sum + seconds, 0),
    pairs: (scans[0]?.pairs ?? []).map((_, index) => ({
      secure: merge('secure', index),
      vulnerable: merge('vulnerable', index),
    })),
  };
};
