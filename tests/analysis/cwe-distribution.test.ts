import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reachable, rulesWithoutCwe } from '../../src/analysis/cwe-coverage.ts';
import { cweDistributions, mergedCweDistribution, mergedCwes } from '../../src/analysis/cwe-distribution.ts';
import type { Finding, Scan } from '../../src/core/finding.ts';
import { GROUPINGS, rolledUpTo } from '../../src/cwe/index.ts';

const finding = (cwes: number[], line = 1): Finding => ({
  rule: 'r',
  cwes,
  severity: 'low',
  confidence: 'low',
  message: '',
  line,
});

const scan = (scanner: string, sample: string, ...findings: Finding[]): Scan => ({
  sample,
  scanner,
  status: 'ok',
  findings,
});

const SCANS: readonly Scan[] = [
  scan('b', 's1', finding([78, 95]), finding([78], 5), finding([327], 9)),
  scan('b', 's2', finding([95])),
  scan('b', 's3', finding([])),
  scan('a', 's1', finding([77])),
  scan('a', 's2'),
  { ...scan('a', 's3'), status: 'unknown', reason: 'crash' },
];

const nothing = { findings: 0, samples: 0 };

describe('distribution', () => {
  test('counts findings and samples, by scanner', () => {
    const result = cweDistributions(SCANS, GROUPINGS.reported);
    expect(Object.keys(result)).toEqual(['a', 'b']);
    expect(result).toEqual({
      a: {
        groups: [{ group: 'CWE-77', findings: 1, samples: 1 }],
        outside: nothing,
        withoutCwe: nothing,
        total: { findings: 1, samples: 1 },
        judged: 2,
        unknown: 1,
      },
      b: {
        groups: [
          { group: 'CWE-78', findings: 2, samples: 1 },
          { group: 'CWE-95', findings: 2, samples: 2 },
          { group: 'CWE-327', findings: 1, samples: 1 },
        ],
        outside: nothing,
        withoutCwe: { findings: 1, samples: 1 },
        total: { findings: 5, samples: 3 },
        judged: 3,
        unknown: 0,
      },
    });
  });

  test('rolls up; what is in no group is counted beside', () => {
    expect(cweDistributions(SCANS, GROUPINGS.top25).b).toMatchObject({
      groups: [
        { group: 'CWE-78', findings: 2, samples: 1 },
        { group: 'CWE-94', findings: 2, samples: 2 },
      ],
      outside: { findings: 1, samples: 1 },
    });
    expect(cweDistributions(SCANS, rolledUpTo(new Set([74]), 'injection')).b).toMatchObject({
      groups: [{ group: 'CWE-74', findings: 3, samples: 2 }],
    });
  });

  test('of all scanners together a weakness counts once; a sample is judged if one could judge it', () => {
    expect(mergedCweDistribution(mergedCwes(SCANS), GROUPINGS.owasp2025)).toEqual({
      groups: [
        { group: 'A05:2025', findings: 3, samples: 2 },
        { group: 'A04:2025', findings: 1, samples: 1 },
      ],
      outside: nothing,
      withoutCwe: { findings: 1, samples: 1 },
      total: { findings: 5, samples: 3 },
      judged: 3,
      unknown: 0,
    });
    expect(mergedCweDistribution(mergedCwes(SCANS.slice(-1)), GROUPINGS.reported)).toMatchObject({
      judged: 0,
      unknown: 1,
      total: nothing,
    });
  });

  test('every finding is in a group, outside, or without a CWE', () => {
    const cwes = fc.array(fc.constantFrom(20, 78, 89, 327, 703, 16, 4000), { maxLength: 1 });
    const scans = fc
      .array(fc.array(cwes, { maxLength: 5 }), { maxLength: 8 })
      .map((samples) =>
        samples.map((found, index) => scan('a', String(index), ...found.map((each) => finding(each)))),
      );
    fc.assert(
      fc.property(scans, fc.constantFrom(...Object.values(GROUPINGS)), (some, grouping) => {
        const { a } = cweDistributions(some, grouping);
        if (!a) return;
        const parts = [...a.groups, a.outside, a.withoutCwe].map(({ findings }) => findings);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(a.total.findings);
        expect(a.groups.every(({ samples }) => samples <= a.total.samples)).toBe(true);
      }),
    );
  });
});

describe('coverage', () => {
  const rules = [
    { id: 'z', cwes: [] },
    { id: 'x', cwes: [78, 703] },
    { id: 'y', cwes: [400] },
    { id: 'b', cwes: [] },
  ];

  test('the groups that its rules can reach', () => {
    expect(reachable(rules, GROUPINGS.owasp2025)).toEqual(['A05:2025', 'A10:2025']);
    expect(reachable(rules, GROUPINGS.top25)).toEqual(['CWE-78']);
    expect(reachable(rules, GROUPINGS.reported)).toEqual(['CWE-400', 'CWE-703', 'CWE-78']);
  });

  test('rules without a CWE are listed', () => {
    expect(rulesWithoutCwe(rules)).toEqual(['b', 'z']);
  });
});
