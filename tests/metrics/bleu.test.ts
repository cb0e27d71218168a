import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { corpusBleu } from '../../src/metrics/bleu/score.ts';
import { tokenize13a } from '../../src/metrics/bleu/tokenize.ts';

const pairSchema = z.object({
  name: z.string(),
  candidate: z.string(),
  reference: z.string(),
  tokens: z.array(z.string()),
  corpus: z.number(),
  sentence: z.number(),
});

/** What sacrebleu said (scripts/bleu-fixtures.py). */
const { pairs, corpora } = z
  .object({
    pairs: z.array(pairSchema).min(100),
    corpora: z.array(z.object({ names: z.array(z.string()), score: z.number() })).min(3),
  })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/bleu.json', import.meta.url), 'utf8')));

const texts = new Map(pairs.map((pair) => [pair.name, pair]));

const isNear = (got: number, expected: number): boolean => Math.abs(got - expected) <= 1e-9;

describe('as sacrebleu', () => {
  test('splits text into words', () => {
    for (const { name, candidate, tokens } of pairs) expect(tokenize13a(candidate), name).toEqual(tokens);
  });

  test('scores a pair as a corpus of one, and as a sentence', () => {
    const wrong = pairs.flatMap(({ name, candidate, reference, corpus, sentence }) => {
      const pair = [candidate, reference] as const;
      const got = [corpusBleu([pair]), corpusBleu([pair], { effectiveOrder: true })] as const;
      return isNear(got[0], corpus) && isNear(got[1], sentence) ? [] : [{ name, got, corpus, sentence }];
    });
    expect(wrong).toEqual([]);
  });

  test.each(corpora)('scores a corpus of several pairs: $score', ({ names, score }) => {
    const chosen = names.map((name) => {
      const pair = texts.get(name);
      if (!pair) throw new Error(`no pair is called ${name}`);
      return [pair.candidate, pair.reference] as const;
    });
    expect(isNear(corpusBleu(chosen), score)).toBe(true);
  });
});

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '.', ',', '1', '-', '\n', '&lt;', '😀'), {
  maxLength: 30,
});
const text = fc.oneof(
  words.map((list) => list.join(' ')),
  words.map((list) => list.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('BLEU', () => {
  test('lies between 0 and 100, and is 100 for a text of four words and more itself', () => {
    fc.assert(
      fc.property(text, text, (candidate, reference) => {
        const score = corpusBleu([[candidate, reference]]);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100 + 1e-9);
        const itself = corpusBleu([[candidate, candidate]]);
        expect(itself).toBeCloseTo(tokenize13a(candidate).length < 4 ? 0 : 100, 9);
      }),
    );
  });

  test('is at least as high where only the orders count that were reached', () => {
    fc.assert(
      fc.property(text, text, (candidate, reference) => {
        const pair = [candidate, reference] as const;
        expect(corpusBleu([pair], { effectiveOrder: true })).toBeGreaterThanOrEqual(corpusBleu([pair]));
      }),
    );
  });

  test('of a corpus does not depend on the order of its pairs, nor on how often all of it is there', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 4 }), (corpus) => {
        const score = corpusBleu(corpus);
        expect(corpusBleu(corpus.toReversed())).toBe(score);
        // Smoothing looks at the counts themselves: with twice as many a sequence that nobody shares weighs half.
        expect(corpusBleu([...corpus, ...corpus])).toBeLessThanOrEqual(score + 1e-9);
      }),
    );
  });

  test('splits text the same when it is split already, but for points and dashes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (line) => {
        const plain = line.replaceAll(/[.,\-&<>]/g, '');
        const once = tokenize13a(plain);
        expect(tokenize13a(once.join(' '))).toEqual(once);
      }),
    );
  });

  test('of nothing is nothing', () => {
    expect(corpusBleu([])).toBe(0);
    expect(corpusBleu([['', '']])).toBe(0);
  });
});
