import { expect, test } from 'vitest';
import { scannerReport } from '../../src/analysis/scanner-report.ts';
import type { Policy } from '../../src/core/policy.ts';
import { findingOf, jurors, STATIC, scanOf } from './support.ts';

const SCANNERS = [...jurors('alpha'), { id: 'judge:x', role: 'judge' as const }];
const SCANS = [
  scanOf('alpha', [findingOf({ cwes: [89], line: 1 })]),
  scanOf('judge:x', [findingOf({ cwes: [79], line: 5 })]),
];

const groupsBy = (policy: Policy) => {
  const { cwes } = scannerReport({
    scanners: SCANNERS,
    scans: SCANS,
    rules: {},
    policy,
    verdicts: [],
    judge: () => [],
  });
  const names = (groups: readonly { group: string }[] = []) => groups.map(({ group }) => group).sort();
  return {
    judge: names(cwes.reported.scanners['judge:x']?.groups),
    merged: names(cwes.reported.merged.groups),
  };
};

test('what a judge reports is shown, and merged with the rest only where the policy names it', () => {
  expect(groupsBy(STATIC)).toEqual({ judge: ['CWE-79'], merged: ['CWE-89'] });
  expect(groupsBy({ ...STATIC, scanners: ['alpha', 'judge:x'] }).merged).toEqual(['CWE-79', 'CWE-89']);
});
