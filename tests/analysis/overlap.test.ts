import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likeness } from '../../src/analysis/overlap/likeness.ts';
import { bandsOf } from '../../src/analysis/overlap/minhash.ts';
import { openNearIndex } from '../../src/analysis/overlap/near-index.ts';
import { normalCode } from '../../src/analysis/overlap/normal.ts';
import { type Passage, passageOf } from '../../src/analysis/overlap/passage.ts';
import { postingsOf } from '../../src/analysis/overlap/postings.ts';
import { overlapReport } from '../../src/analysis/overlap/report.ts';
import { shinglesOf, union } from '../../src/analysis/overlap/shingles.ts';
import type { Language } from '../../src/core/task.ts';

const normal = (code: string, language: Language = 'c'): string => normalCode(code, language).normal;

describe('the normal form of code', () => {
  test('has no comments and white space', () => {
    expect(normal('int  f ( ) {\n  /* no */ return 1; // one\n}')).toBe(normal('int f(){return 1;}'));
    expect(normal('x = "// no comment"; y')).not.toBe(normal('x = ""; y'));
    expect(normal('a b')).not.toBe(normal('ab'));
    expect(normal('# one\nx = 1\n', 'python')).toBe(normal('x   = 1', 'python'));
  });

  test('keeps what indentation says in Python, and there alone', () => {
    const [inside, outside] = ['if a:\n    b()\n    c()\n', 'if a:\n    b()\nc()\n'];
    expect(normal(inside, 'python')).not.toBe(normal(outside, 'python'));
    expect(normal(inside, 'c')).toBe(normal(outside, 'c'));
    expect(normal('if a:\n\n    b()\n    # no\n    c()', 'python')).toBe(normal(inside, 'python'));
  });
});

const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 30 });

/** Sets, and variants of the first: the same, with one more, with one less. */
const sets = fc
  .array(numbers, { minLength: 2, maxLength: 30 })
  .map(([first = [], ...rest]) => [
    first,
    ...rest,
    first,
    [...new Set([...first, 41])],
    [...first.slice(1), 42],
  ]);
const asSet = (numbers: readonly number[]): Uint32Array => Uint32Array.from(numbers).sort();

test('shingles are the runs of a text', () => {
  expect(shinglesOf(['a', 'b', 'c', 'd'], 2).length).toBe(3);
  expect(shinglesOf(['a', 'b', 'a', 'b'], 2).length).toBe(2);
  expect(shinglesOf(['a'], 5).length).toBe(1);
  expect(shinglesOf([], 5).length).toBe(0);
  expect(shinglesOf(['a', 'b'], 2)).not.toEqual(shinglesOf(['b', 'a'], 2));
  expect([...union(asSet([1, 3]), asSet([2, 3]))]).toEqual([1, 2, 3]);
});

test('likeness is that of the sets', () => {
  fc.assert(
    fc.property(sets, ([a = [], b = [1]]) => {
      const shared = a.filter((one) => b.includes(one)).length;
      expect(likeness(asSet(a), asSet(b))).toEqual({
        shared,
        jaccard: shared / new Set([...a, ...b]).size,
        containment: shared / Math.min(a.length, b.length),
      });
    }),
  );
});

test('the index finds exactly what comparing with all finds', () => {
  fc.assert(
    fc.property(
      sets,
      fc.constantFrom(0.3, 0.5, 0.8, 1),
      fc.integer({ min: 1, max: 8 }),
      (all, threshold, least) => {
        const [probe, ...rest] = all.map(asSet);
        if (probe === undefined) return;
        const index = openNearIndex(rest, { threshold, leastContained: least });
        const found = index.matches(probe).map(({ set, relation }) => `${set} ${relation}`);
        const expected = rest.flatMap((set, at) => {
          const { jaccard, containment } = likeness(probe, set);
          if (jaccard >= threshold) return [`${at} near`];
          const contained = containment >= threshold && Math.min(set.length, probe.length) >= least;
          return contained ? [`${at} contained`] : [];
        });
        expect(found.sort()).toEqual(expected.sort());
      },
    ),
    { numRuns: 30 },
  );
});

test('MinHash finds likeness of 0.8, and seldom 0.3', () => {
  const words = (from: number, count: number) => Array.from({ length: count }, (_, at) => `${from + at}`);
  const setOf = (from: number, count: number) => shinglesOf(words(from, count), 1);
  const common = (jaccard: number): number => {
    let hits = 0;
    for (let trial = 0; trial < 200; trial += 1) {
      const shift = Math.round((100 * (1 - jaccard)) / (1 + jaccard));
      const bands = new Set(bandsOf(setOf(1000 * trial, 100)));
      if (bandsOf(setOf(1000 * trial + shift, 100)).some((band) => bands.has(band))) hits += 1;
    }
    return hits / 200;
  };
  expect(common(0.8)).toBeGreaterThan(0.99);
  expect(common(0.3)).toBeLessThan(0.15);
});

test('more sets than an index has numbers for are refused', () => {
  const sets = new Array<Uint32Array>(2 ** 21 + 1).fill(new Uint32Array(0));
  expect(() => postingsOf(sets)).toThrow(expect.objectContaining({ code: 'BIFOCAL_INPUT' }));
});

describe('the report', () => {
  const words = (from: number, count: number): string =>
    Array.from({ length: count }, (_, at) => `word${from + at}`).join(' ');
  const prompt = (item: string, text: string): Passage => {
    const passage = passageOf(item, 'prompt', text, 'python');
    if (passage === undefined) throw new Error('no passage');
    return passage;
  };
  const OPTIONS = { threshold: 0.8, worst: 10, breathe: async () => {} };
  const A = [
    prompt('same', words(0, 40)),
    prompt('alike', words(100, 100)),
    prompt('part', words(300, 30)),
    prompt('own', words(500, 40)),
  ];
  const B = [
    prompt('1', `${words(0, 40).toUpperCase()}!`),
    prompt('2', `${words(100, 100)} and more`),
    prompt('3', words(290, 90)),
  ];

  test('tells how many items of each side have a like in the other, and shows the worst', async () => {
    const [ofPrompts, ofCode] = (await overlapReport(A, B, OPTIONS)).parts;
    expect(ofPrompts).toMatchObject({
      a: { items: 4, exact: 1, near: 1, contained: 1 },
      b: { items: 3, exact: 1, near: 1, contained: 1 },
    });
    expect(ofPrompts?.worst.map(({ a, b, relation }) => `${a} ${b} ${relation}`)).toEqual([
      'same 1 exact',
      'alike 2 near',
      'part 3 contained',
    ]);
    expect(ofCode).toMatchObject({ a: { items: 0 }, worst: [] });
  });

  test('of a set with itself: an item is not its own double', async () => {
    const twin = prompt('twin', words(0, 40));
    const second = prompt('own', words(500, 40));
    const [ofPrompts] = (await overlapReport([...A, twin, second], undefined, OPTIONS)).parts;
    expect(ofPrompts?.a).toEqual({ items: 5, exact: 2, near: 0, contained: 0 });
    expect(ofPrompts?.worst.map(({ a, b }) => [a, b])).toEqual([['same', 'twin']]);
  });

  test('can be stopped between two texts', async () => {
    let texts = 0;
    const breathe = async (): Promise<void> => {
      texts += 1;
      if (texts === 2) throw new Error('stopped');
    };
    await expect(overlapReport(A, B, { ...OPTIONS, breathe })).rejects.toThrow('stopped');
  });
});
