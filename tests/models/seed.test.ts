import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSeed } from '../../src/models/seed.ts';

describe('sampleSeed', () => {
  it('is a function of run seed, task and index: 31 bits', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), fc.nat(), (run, task, index) => {
        const seed = sampleSeed(run, task, index);
        expect(seed).toBe(sampleSeed(run, task, index));
        expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true);
      }),
    );
  });

  it('differs by each of the three', () => {
    const seeds = [0, 1].flatMap((run) =>
      ['core/a', 'core/b', 'core/a1'].flatMap((task) =>
        Array.from({ length: 200 }, (_, index) => sampleSeed(run, task, index)),
      ),
    );
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('never changes: runs of older versions can be repeated', () => {
    expect(sampleSeed(0, 'core/build-path', 0)).toBe(571_465_448);
  });
});
