import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PARENTS, PILLARS, WEAKNESSES } from '../../src/cwe/catalogue.ts';
import {
  ancestorsOf,
  CWE_NOTICE,
  CWE_VERSION,
  cweName,
  cweProblem,
  isKnown,
  isPillar,
  mostExact,
  parentsOf,
  related,
  rollUp,
} from '../../src/cwe/index.ts';

const ids = [...WEAKNESSES.keys()];
const weakness = fc.constantFrom(...ids);

describe('the catalogue', () => {
  test('is a whole version of the list, with what its licence asks for', () => {
    expect(CWE_VERSION).toBe('4.15');
    expect(ids.length).toBe(964 + 5);
    expect([...PILLARS]).toEqual([284, 435, 664, 682, 691, 693, 697, 703, 707, 710]);
    expect(CWE_NOTICE.join(' ')).toMatch(/Copyright.*MITRE.*license.*DISCLAIMERS/);
  });

  test('every parent is a weakness and listed once, nothing is its own ancestor', () => {
    for (const [id, parents] of PARENTS) {
      expect(parents.filter((parent) => !WEAKNESSES.has(parent))).toEqual([]);
      expect(new Set(parents).size).toBe(parents.length);
      expect(ancestorsOf(id)).not.toContain(id);
    }
  });

  test('whatever is not deprecated lies below a pillar', () => {
    const rootless = ids.filter((id) => !isPillar(id) && !ancestorsOf(id).some(isPillar));
    expect(rootless.map(cweProblem)).toEqual(rootless.map(() => 'deprecated'));
    expect(rootless).toHaveLength(25);
  });
});

test('names are those of MITRE, of weaknesses, categories and views', () => {
  expect([79, 16, 1000, 1428].map(cweName)).toEqual([
    "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')",
    'Configuration',
    'Research Concepts',
    'Reliance on HTTP instead of HTTPS',
  ]);
  expect([0, -1, 79.5, 4_000].map(isKnown)).toEqual([false, false, false, false]);
});

test('what is wrong with an id is said', () => {
  const problems = { 4000: 'unknown', 1000: 'view', 16: 'category', 247: 'deprecated', 391: 'prohibited' };
  expect(
    Object.fromEntries(
      Object.keys(problems)
        .map(Number)
        .map((id) => [id, cweProblem(id)]),
    ),
  ).toEqual(problems);
  expect([20, 703].map(cweProblem)).toEqual(['discouraged', 'discouraged']);
  expect([78, 89, 502].map(cweProblem)).toEqual([undefined, undefined, undefined]);
});

test('ancestors are nearest first, the primary parent before others', () => {
  expect(parentsOf(95)).toEqual([94]);
  expect(ancestorsOf(95)).toEqual([94, 74, 913, 707, 664]);
  expect(ancestorsOf(78)).toEqual([77, 74, 707]);
  expect(ancestorsOf(707)).toEqual([]);
  expect(ancestorsOf(16)).toEqual([]);
});

test('ancestors are the parents and theirs, each once', () => {
  fc.assert(
    fc.property(weakness, (id) => {
      const all = ancestorsOf(id);
      expect(new Set(all).size).toBe(all.length);
      expect(new Set(all)).toEqual(
        new Set(parentsOf(id).flatMap((parent) => [parent, ...ancestorsOf(parent)])),
      );
    }),
  );
});

describe('rolling up', () => {
  test('goes to the nearest target, itself first', () => {
    expect(rollUp(95, new Set([74, 94]))).toBe(94);
    expect(rollUp(94, new Set([74, 94]))).toBe(94);
    expect(rollUp(89, new Set([78]))).toBeUndefined();
  });

  test('a pillar takes only itself', () => {
    expect(rollUp(95, new Set([707]))).toBeUndefined();
    expect(rollUp(707, new Set([707]))).toBe(707);
  });

  test('the answer is a target, and the id or one of its ancestors', () => {
    fc.assert(
      fc.property(weakness, fc.uniqueArray(weakness, { maxLength: 200 }), (id, targets) => {
        const target = rollUp(id, new Set(targets));
        const reach = [id, ...ancestorsOf(id).filter((ancestor) => !isPillar(ancestor))];
        expect(target).toBe(reach.find((candidate) => targets.includes(candidate)));
      }),
    );
  });
});

describe('related', () => {
  test('the same, or one above the other', () => {
    expect(related(78, 78)).toBe(true);
    expect(related(78, 77)).toBe(true);
    expect(related(74, 78)).toBe(true);
    expect(related(4000, 4000)).toBe(true);
  });

  test('not siblings, not what a pillar is above', () => {
    expect(related(78, 89)).toBe(false);
    expect(related(22, 664)).toBe(false);
    expect(related(287, 284)).toBe(false);
    expect(related(16, 4000)).toBe(false);
  });

  test('is symmetric, and pillars relate to nothing but themselves', () => {
    fc.assert(
      fc.property(weakness, weakness, (a, b) => {
        expect(related(a, b)).toBe(related(b, a));
        for (const pillar of PILLARS) expect(related(pillar, a)).toBe(pillar === a);
      }),
    );
  });

  test('few pairs are related: the tree is wide', () => {
    const pairs = ids.flatMap((a) => ids.filter((b) => a < b && related(a, b)));
    expect(pairs.length / ((ids.length * (ids.length - 1)) / 2)).toBeLessThan(0.01);
  });
});

test('the most exact ids are those that no other lies below', () => {
  expect(mostExact([78, 95, 94, 74, 707])).toEqual([78, 95]);
  expect(mostExact([89, 89, 16])).toEqual([16, 89]);
  fc.assert(
    fc.property(fc.array(weakness), (some) => {
      const exact = mostExact(some);
      expect(mostExact([...exact, ...some].reverse())).toEqual(exact);
      for (const id of some)
        expect(exact.some((other) => other === id || ancestorsOf(other).includes(id))).toBe(true);
    }),
  );
});
