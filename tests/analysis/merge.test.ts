import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MergedFinding, mergeFindings } from '../../src/analysis/merge.ts';
import { type Finding, LEVELS, type Scan } from '../../src/core/finding.ts';
import { mostExact } from '../../src/cwe/index.ts';

const finding = (rule: string, cwes: number[], line: number, more: Partial<Finding> = {}): Finding => ({
  rule,
  cwes,
  severity: 'medium',
  confidence: 'medium',
  message: rule,
  line,
  ...more,
});

const scan = (scanner: string, ...findings: Finding[]): Scan => ({
  sample: 's',
  scanner,
  status: 'ok',
  findings,
});

/** `line-endLine CWEs: scanner rule, ...` of each. */
const summary = (scans: readonly Scan[]): string[] =>
  mergeFindings(scans).map(
    ({ line, endLine, cwes, reporters }) =>
      `${line}-${endLine} ${cwes}: ${reporters.map(({ scanner, rule }) => `${scanner} ${rule}`).join(', ')}`,
  );

describe('the same place', () => {
  test('overlapping lines; the narrowest stay', () => {
    expect(
      summary([scan('a', finding('x', [89], 3, { endLine: 9 })), scan('b', finding('y', [89], 7))]),
    ).toEqual(['7-7 89: a x, b y']);
  });

  test('a wide finding joins one of two narrow ones and does not tie them together', () => {
    const wide = scan('a', finding('x', [89], 1, { endLine: 20 }));
    const narrow = scan('b', finding('y', [89], 5), finding('y', [89], 12));
    expect(summary([wide, narrow])).toEqual(['5-5 89: a x, b y', '12-12 89: b y']);
  });

  test('neighbours of two scanners, if each is the only one of the other', () => {
    expect(summary([scan('a', finding('x', [89], 4)), scan('b', finding('y', [89], 5))])).toEqual([
      '4-4 89: a x, b y',
    ]);
    expect(
      summary([scan('a', finding('x', [89], 4), finding('x', [89], 6)), scan('b', finding('y', [89], 5))]),
    ).toHaveLength(3);
  });

  test('neighbours of one scanner are two places, and so are lines that do not touch', () => {
    expect(summary([scan('a', finding('x', [89], 4), finding('x', [89], 5))])).toHaveLength(2);
    expect(summary([scan('a', finding('x', [89], 4)), scan('b', finding('y', [89], 6))])).toHaveLength(2);
  });

  test('one line after the other, each reported by both scanners: no chain', () => {
    const lines = [1, 2, 3, 4, 5].map((line) => finding('x', [327], line));
    expect(summary([scan('a', ...lines), scan('b', ...lines)])).toEqual(
      [1, 2, 3, 4, 5].map((line) => `${line}-${line} 327: a x, b x`),
    );
  });

  test('an end before the start is one line', () => {
    expect(summary([scan('a', finding('x', [89], 4, { endLine: 1 }))])).toEqual(['4-4 89: a x']);
  });
});

describe('the same weakness', () => {
  test('one id above the other: the exact one stays', () => {
    expect(summary([scan('a', finding('x', [77], 1)), scan('b', finding('y', [78, 95], 1))])).toEqual([
      '1-1 78,95: a x, b y',
    ]);
  });

  test('siblings stay apart, and what lies above both joins one of them', () => {
    const scans = [scan('a', finding('x', [74], 1)), scan('b', finding('y', [78], 1), finding('z', [89], 1))];
    expect(summary(scans)).toEqual(['1-1 78: a x, b y', '1-1 89: b z']);
  });

  test('a pillar is related to nothing but itself', () => {
    expect(summary([scan('a', finding('x', [703], 1)), scan('b', finding('y', [390], 1))])).toHaveLength(2);
    expect(summary([scan('a', finding('x', [703], 1)), scan('b', finding('y', [703], 1))])).toHaveLength(1);
  });

  test('without a CWE only the same rule on the same line', () => {
    const none = (rule: string, line: number, endLine = line) => finding(rule, [], line, { endLine });
    expect(summary([scan('a', none('x', 1)), scan('b', none('x', 1, 2))])).toEqual(['1-1 : a x, b x']);
    expect(summary([scan('a', none('x', 1)), scan('b', none('y', 1))])).toHaveLength(2);
    expect(summary([scan('a', none('x', 1, 2)), scan('b', none('x', 2))])).toHaveLength(2);
    expect(summary([scan('a', none('x', 1)), scan('b', finding('x', [89], 1))])).toHaveLength(2);
  });

  test('what became more exact by joining is looked at again', () => {
    // 94 is nothing to 78 alone; the finding that says 78 and 95 is both.
    const scans = ['a', 'b', 'c'].map((name, index) =>
      scan(name, finding(name, [[94], [78], [78, 95]][index] ?? [], 1, { endLine: 1 + index })),
    );
    expect(summary(scans)).toEqual(['1-1 78,95: a a, b b, c c']);
  });
});

test('the levels are the highest, the reports are kept', () => {
  const low = finding('x', [78], 1, { severity: 'low', confidence: 'high' });
  const high = finding('y', [78], 1, { severity: 'high', confidence: 'low' });
  expect(mergeFindings([scan('a', low), scan('b', high)])).toEqual([
    {
      cwes: [78],
      severity: 'high',
      confidence: 'high',
      line: 1,
      endLine: 1,
      reporters: [
        { scanner: 'a', rule: 'x' },
        { scanner: 'b', rule: 'y' },
      ],
      reports: [
        { scanner: 'a', finding: low },
        { scanner: 'b', finding: high },
      ],
    },
  ]);
});

test('an unknown scan has nothing to merge', () => {
  expect(mergeFindings([{ ...scan('a'), status: 'unknown', reason: 'crash' }])).toEqual([]);
});

const level = fc.constantFrom(...LEVELS);
const cwes = fc.uniqueArray(fc.constantFrom(20, 74, 77, 78, 88, 89, 94, 95, 611, 664, 703, 4000, 16), {
  maxLength: 3,
});
const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    rule: fc.constantFrom('r', 's', 't'),
    cwes,
    severity: level,
    confidence: level,
    message: fc.constantFrom('m', 'n'),
    line: fc.integer({ min: 1, max: 12 }),
    length: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ length, ...rest }) => ({ ...rest, endLine: rest.line + length }));
const anyScans = fc
  .array(fc.array(anyFinding, { maxLength: 10 }), { maxLength: 4 })
  .map((lists) => lists.map((findings, index) => scan(`scanner ${index}`, ...findings)));

/** Scans in which every scanner reports what was merged. */
const reported = (merged: readonly MergedFinding[]): Scan[] => {
  const reports = merged.flatMap(({ reporters, reports: _, ...place }) =>
    reporters.map(({ scanner, rule }) => ({
      scanner,
      finding: { ...place, cwes: [...place.cwes], rule, message: '' },
    })),
  );
  return [...Map.groupBy(reports, ({ scanner }) => scanner)].map(([scanner, own]) =>
    scan(scanner, ...own.map((report) => report.finding)),
  );
};

describe('for any findings', () => {
  test('their order does not matter', () => {
    const shuffled = anyScans.chain((scans) =>
      fc.record({
        scans: fc.constant(scans),
        other: fc
          .tuple(
            ...scans.map((one) =>
              fc
                .shuffledSubarray(one.findings, { minLength: one.findings.length })
                .map((findings) => ({ ...one, findings })),
            ),
          )
          .chain((all) => fc.shuffledSubarray(all, { minLength: all.length })),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ scans, other }) => {
        expect(mergeFindings(other)).toEqual(mergeFindings(scans));
      }),
      { numRuns: 500 },
    );
  });

  test('each is in exactly one merged finding', () => {
    fc.assert(
      fc.property(anyScans, (scans) => {
        const all = scans.flatMap(({ scanner, findings }) =>
          findings.map((one) => ({ scanner, finding: one })),
        );
        const kept = mergeFindings(scans).flatMap(({ reports }) => reports);
        const text = (reports: readonly unknown[]) => reports.map((report) => JSON.stringify(report)).sort();
        expect(text(kept)).toEqual(text(all));
      }),
    );
  });

  test('merging again changes nothing', () => {
    fc.assert(
      fc.property(anyScans, (scans) => {
        const once = mergeFindings(scans);
        const twice = mergeFindings(reported(once));
        const heads = (merged: readonly MergedFinding[]) =>
          merged.map(({ reports: _, ...rest }) => JSON.stringify(rest)).sort();
        expect(heads(twice)).toEqual(heads(once));
      }),
      { numRuns: 500 },
    );
  });

  test('CWEs, lines and levels come from the reports', () => {
    fc.assert(
      fc.property(anyScans, (scans) => {
        for (const one of mergeFindings(scans)) {
          const findings = one.reports.map((report) => report.finding);
          expect(one.cwes).toEqual(mostExact(findings.flatMap((each) => each.cwes)));
          const widths = findings.map(({ line, endLine = line }) => endLine - line);
          expect(one.endLine - one.line).toBe(Math.min(...widths));
          const has = ({ line, endLine }: Finding) => line === one.line && endLine === one.endLine;
          expect(findings.some(has)).toBe(true);
          const rankOf = (levels: Finding['severity'][]) =>
            Math.max(...levels.map((each) => LEVELS.indexOf(each)));
          expect(LEVELS.indexOf(one.severity)).toBe(rankOf(findings.map(({ severity }) => severity)));
        }
      }),
    );
  });
});
