import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ok, unknown } from '../../src/core/outcome.ts';
import { isolateFailures } from '../../src/scanners/kit/isolate.ts';

/** Isolates in 0, 1, ... below `count`; a run with one of `broken` fails. */
const isolate = async (count: number, broken: ReadonlySet<number>) => {
  const runs = { failed: 0, all: 0 };
  const outcomes = await isolateFailures(
    Array.from({ length: count }, (_, index) => index),
    async (part) => {
      runs.all += 1;
      if (!part.some((input) => broken.has(input))) return ok(part.map((input) => ok(input)));
      runs.failed += 1;
      return unknown('it failed');
    },
  );
  return { outcomes, runs };
};

test('those at fault are unknown, all others keep their answers, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(200), fc.array(fc.nat(200)), async (count, broken) => {
      const { outcomes } = await isolate(count, new Set(broken));
      expect(outcomes).toEqual(
        Array.from({ length: count }, (_, index) =>
          broken.includes(index) ? unknown('it failed') : ok(index),
        ),
      );
    }),
  );
});

test('one at fault among 2,000 costs five runs that fail, and few that do not', async () => {
  for (const at of [0, 777, 1999]) {
    const { runs } = await isolate(2000, new Set([at]));
    expect(runs.failed).toBe(5);
    expect(runs.all).toBeLessThan(35);
  }
});
