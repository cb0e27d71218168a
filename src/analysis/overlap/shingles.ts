/** A set of hashes, in order. */
export type Shingles = Uint32Array;

/** Spreads a number over 32 bits (the finalizer of MurmurHash3). */
export const scatter = (value: number): number => {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** FNV-1a over UTF-16 units. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
};

/**
 * All runs of `size` tokens of a text, as a set of 32-bit hashes: of n different ones in a comparison, about
 * n² / 2^33 pairs have the same hash. A text with fewer tokens is one run; one without any has none.
 */
export const shinglesOf = (tokens: readonly string[], size: number): Shingles => {
  if (tokens.length === 0) return new Uint32Array(0);
  const hashes = new Int32Array(tokens.length);
  for (let at = 0; at < hashes.length; at += 1) hashes[at] = hashOf(tokens[at] ?? '');
  const length = Math.min(size, hashes.length);
  const all = new Uint32Array(hashes.length - length + 1);
  for (let at = 0; at < all.length; at += 1) {
    let hash = length;
    for (let next = at; next < at + length; next += 1)
      hash = Math.imul(hash ^ (hashes[next] ?? 0), 0x9e3779b1) + 1;
    all[at] = scatter(hash);
  }
  return unique(all.sort());
};

const unique = (sorted: Shingles): Shingles => {
  let count = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    const value = sorted[at] ?? 0;
    if (at > 0 && value === sorted[count - 1]) continue;
    sorted[count] = value;
    count += 1;
  }
  return sorted.slice(0, count);
};

/** What is in either of two sets. */
export const union = (a: Shingles, b: Shingles): Shingles => {
  const all = new Uint32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return unique(all.sort());
};
