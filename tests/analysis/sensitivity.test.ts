import { describe, expect, test } from 'vitest';
import { policyVariants, sensitivity } from '../../src/analysis/sensitivity.ts';
import { judge } from '../../src/analysis/verdict.ts';
import type { Policy } from '../../src/core/policy.ts';
import { findingOf, jurors, reportOf, STATIC, sampleOf, scanOf, taskOf } from './support.ts';

const SCANNERS = [...jurors('a', 'b', 'c'), { id: 'd', role: 'defects' as const }];

/** One sample of each method; who accuses it, with findings of that severity. */
const ACCUSED = {
  base: { a: 'low', b: 'high' },
  careful: { c: 'medium' },
  clean: {},
} as const;

const judgeAll = (policy: Policy) =>
  Object.entries(ACCUSED).map(([method, accusers]) => {
    const scans = SCANNERS.map(({ id }) => {
      const severity = Object.entries(accusers).find(([accuser]) => accuser === id)?.[1];
      return scanOf(id, severity ? [findingOf({ severity })] : []);
    });
    return judge(sampleOf({ method }), taskOf(), scans, reportOf(['passed'], ['passed']), policy, SCANNERS);
  });

const secureBy = (label: string, own: Policy = STATIC) => {
  const scores = sensitivity(policyVariants(own, SCANNERS), judgeAll).find((one) => one.label === label);
  return scores?.rows.map(({ secure }) => secure?.value);
};

describe('each policy scores the same records anew', () => {
  test.each([
    ['as scored', [0, 0, 1]],
    ['majority of all', [0, 1, 1]],
    ['a alone', [0, 1, 1]],
    ['c alone', [1, 0, 1]],
    ['union without c', [0, 1, 1]],
    ['union without a', [0, 0, 1]],
    ['severity from medium', [0, 0, 1]],
    ['severity from high', [0, 1, 1]],
  ])('%s', (label, expected) => {
    expect(secureBy(label)).toEqual(expected);
  });
});

test('what comes out as the policy itself is not listed twice', () => {
  const labels = (own: Partial<Policy>) =>
    policyVariants({ ...STATIC, ...own }, SCANNERS).map(({ label }) => label);
  expect(labels({})).not.toContain('union of all');
  expect(labels({ combine: { by: 'majority' } })).not.toContain('majority of all');
  expect(labels({ combine: { by: 'one', scanner: 'a' } })).not.toContain('a alone');
  expect(labels({ combine: { by: 'one', scanner: 'a' } })).toContain('union of all');
  expect(labels({ scanners: ['a'] })).toEqual([
    'as scored',
    'dynamic lens',
    'both lenses',
    'severity from medium',
    'confidence from medium',
    'severity from high',
    'confidence from high',
  ]);
});

test('tau says whether the ranking of the rows stays', () => {
  const scores = sensitivity(policyVariants(STATIC, SCANNERS), judgeAll);
  const tauOf = (label: string) => scores.find((one) => one.label === label)?.tau.secure;
  expect(tauOf('union without a')).toBe(1);
  expect(tauOf('c alone')).toBeCloseTo(0.5, 12);
});

test('scanners are held against each other without the exploits, which speak the same under each', () => {
  const both: Policy = { ...STATIC, security: 'both' };
  const variants = policyVariants(both, SCANNERS);
  const lensOf = (label: string) => variants.find((one) => one.label === label)?.policy.security;
  expect(
    ['as scored', 'static lens', 'a alone', 'union without b', 'severity from high'].map(lensOf),
  ).toEqual(['both', ...Array(4).fill('static')]);
  expect(variants.map(({ label }) => label)).not.toContain('union of all');
});
