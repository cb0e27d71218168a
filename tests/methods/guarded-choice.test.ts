import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Finding, LEVELS } from '../../src/core/finding.ts';
import {
  type Acceptable,
  chanceSecure,
  expectedCasePass,
  expectedSafe,
  ranked,
} from '../../src/methods/guarded/choose.ts';
import { noFallOf, riseOf, unjudgedIn } from '../../src/methods/guarded/findings.ts';
import { editSize } from '../../src/methods/kit/edit-size.ts';
import type { HeardScan } from '../../src/methods/workbench.ts';

const finding = (rule: string, changes: Partial<Finding> = {}): Finding => ({
  rule,
  cwes: [],
  severity: 'high',
  confidence: 'medium',
  message: rule,
  line: 1,
  ...changes,
});

const scan = (scanner: string, ...rules: readonly string[]): HeardScan => ({
  scanner,
  status: 'ok',
  findings: rules.map((rule, index) => finding(rule, { line: index + 1 })),
});

describe('findings', () => {
  test.each([
    ['fewer', [scan('a', 'x', 'x', 'y')], [scan('a', 'x')], undefined],
    ['none left', [scan('a', 'x'), scan('b', 'x')], [scan('a'), scan('b')], undefined],
    ['as many', [scan('a', 'x')], [scan('a', 'x')], 'the findings do not fall (1, as before)'],
    ['one goes, another comes', [scan('a', 'x', 'x')], [scan('a', 'y')], 'new finding: a y'],
    ['of another scanner', [scan('a', 'x', 'x'), scan('b')], [scan('a'), scan('b', 'x')], 'new finding: b x'],
    ['more of one rule', [scan('a', 'x', 'y', 'y')], [scan('a', 'x', 'x')], 'more findings: a x'],
  ])('%s', (_, before, after, reason) => {
    expect(noFallOf(before, after)).toBe(reason);
  });

  test('a finding that moved is not new', () => {
    const moved = { ...scan('a'), findings: [finding('x', { line: 90, message: 'in other words' })] };
    expect(riseOf([scan('a', 'x')], [moved])).toBeUndefined();
  });

  describe('another rule', () => {
    const shell = finding('shell', { cwes: [78], severity: 'high' });
    const call = finding('call', { cwes: [78], severity: 'low' });
    const heard = (...findings: Finding[]): HeardScan[] => [{ scanner: 'a', status: 'ok', findings }];

    test.each<[string, Finding[], Finding[], string | undefined]>([
      ['of the same weakness and milder', [shell], [call], undefined],
      ['of another weakness', [shell], [{ ...call, cwes: [22] }], 'new finding: a call'],
      ['without a weakness', [{ ...shell, cwes: [] }], [{ ...call, cwes: [] }], 'new finding: a call'],
      ['as grave', [shell], [{ ...call, severity: 'high' }], 'new finding: a call'],
      ['graver', [call], [shell], 'new finding: a shell'],
      ['in place of one of two', [shell, shell], [call], undefined],
      ['twice in place of one', [shell], [call, call], 'new finding: a call'],
      ['beside what is there', [shell, call], [call, call], undefined],
      [
        'beside it, and what is there stays',
        [call, shell],
        [shell, call],
        'the findings do not fall (2, as before)',
      ],
    ])('%s', (_, before, after, reason) => {
      expect(noFallOf(heard(...before), heard(...after))).toBe(reason);
    });

    test('each for another one, if there is a way', () => {
      const [mild, middle] = [call, { ...call, rule: 'other', severity: 'medium' } satisfies Finding];
      const before = heard(shell, { ...call, rule: 'third', severity: 'medium' });
      expect(noFallOf(before, heard(mild, middle))).toBeUndefined();
      expect(noFallOf(before, heard(middle, middle))).toBe('new finding: a other');
    });

    test('the same rule, but graver', () => {
      expect(riseOf(heard(call), heard({ ...call, severity: 'medium' }))).toBe('more findings: a call');
    });
  });

  test('a scanner that could not judge is not silent', () => {
    const lost: HeardScan = { scanner: 'b', status: 'unknown', reason: 'crashed', findings: [] };
    expect(unjudgedIn([scan('a'), lost])).toBe('b could not judge it: crashed');
    expect(unjudgedIn([scan('a')])).toBeUndefined();
  });

  const some = fc.array(
    fc.record({
      rule: fc.constantFrom('p', 'q', 'r'),
      cwes: fc.subarray([22, 78]),
      severity: fc.constantFrom(...LEVELS),
    }),
    { maxLength: 5 },
  );
  const heard = (scanner: string, found: Partial<Finding>[]): HeardScan => ({
    scanner,
    status: 'ok',
    findings: found.map((one) => finding(one.rule ?? '', one)),
  });
  const scans = fc.tuple(some, some).map(([a, b]) => [heard('a', a), heard('b', b)]);

  test('what falls has no more findings, no scanner has more, and none a weakness or a rule that was not there', () => {
    fc.assert(
      fc.property(scans, scans, (before, after) => {
        if (noFallOf(before, after) !== undefined) return;
        for (const [index, { findings }] of after.entries()) {
          const had = before[index]?.findings ?? [];
          expect(findings.length).toBeLessThanOrEqual(had.length);
          for (const { rule, cwes } of findings)
            expect(had.some((one) => one.rule === rule || one.cwes.some((cwe) => cwes.includes(cwe)))).toBe(
              true,
            );
        }
        expect(after).not.toEqual(before);
        expect(noFallOf(after, before)).toBeDefined();
      }),
    );
  });

  test('less of the same falls, whatever is taken out', () => {
    fc.assert(
      fc.property(scans, fc.nat(), (before, drawn) => {
        const all = before.flatMap(({ scanner, findings }) =>
          findings.map((_, index) => ({ scanner, index })),
        );
        const gone = all[drawn % Math.max(1, all.length)];
        if (gone === undefined) return;
        const after = before.map((one) =>
          one.scanner === gone.scanner ? { ...one, findings: one.findings.toSpliced(gone.index, 1) } : one,
        );
        expect(noFallOf(before, after)).toBeUndefined();
      }),
    );
  });
});

describe('expected SAFE', () => {
  test('the chance that all findings are false', () => {
    const found = LEVELS.map((confidence) => finding('x', { confidence }));
    const heard: HeardScan = { scanner: 'a', status: 'ok', findings: found };
    expect(chanceSecure([heard])).toBeCloseTo(0.75 * 0.5 * 0.25, 12);
    expect(chanceSecure([scan('a'), scan('b')])).toBe(1);
  });

  test.each([
    [0, 0, 0.5],
    [1, 1, 2 / 3],
    [8, 8, 0.9],
    [4, 8, 0.5],
  ])('%i of %i agree: a case passes with %f', (agreed, judged, expected) => {
    expect(expectedCasePass(agreed, judged)).toBeCloseTo(expected, 12);
  });

  test('equation 1 of the paper, at the expected share', () => {
    const value = expectedSafe({ scans: [scan('a', 'x')], agreed: 8, judged: 8 });
    expect(value).toBeCloseTo((0.5 * (Math.exp(0.9) - 1)) / (Math.E - 1), 12);
  });

  test('is in [0, 1), falls with every finding and rises with every agreement', () => {
    const counts = fc.nat({ max: 6 });
    fc.assert(
      fc.property(counts, counts, counts, (found, agreed, differing) => {
        const code = { scans: [scan('a', ...Array(found).fill('x'))], agreed, judged: agreed + differing };
        const value = expectedSafe(code);
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(1);
        expect(expectedSafe({ ...code, scans: [...code.scans, scan('b', 'y')] })).toBeLessThan(value);
        expect(expectedSafe({ ...code, agreed: agreed + 1, judged: code.judged + 1 })).toBeGreaterThan(value);
      }),
    );
  });
});

describe('the choice among candidates', () => {
  const candidate = (changes: Partial<Acceptable>): Acceptable => ({
    scans: [scan('a')],
    agreed: 5,
    judged: 5,
    size: { tokens: 10, lines: 2 },
    by: 'model',
    ...changes,
  });
  const best = (...candidates: readonly Acceptable[]): Acceptable | undefined => ranked(candidates)[0];
  const small = { tokens: 3, lines: 2 };

  test.each<[string, Acceptable, Acceptable]>([
    [
      'fewer findings before a smaller edit',
      candidate({}),
      candidate({ scans: [scan('a', 'x')], size: small }),
    ],
    ['more evidence before a smaller edit', candidate({ agreed: 9, judged: 9 }), candidate({ size: small })],
    ['the smaller edit', candidate({ size: small }), candidate({ by: 'program' })],
    ['a program before a model', candidate({ by: 'program' }), candidate({})],
  ])('%s', (_, better, worse) => {
    expect(best(worse, better)).toBe(better);
    expect(best(better, worse)).toBe(better);
  });

  test('of equals the first', () => {
    const [one, other] = [candidate({}), candidate({})];
    expect(best(one, other)).toBe(one);
  });
});

describe('the size of an edit', () => {
  const code = 'def f(x):\n    y = g(x)\n    return y\n';

  test.each([
    ['nothing', code, { tokens: 0, lines: 0 }],
    ['a name', code.replace('g(x)', 'h(x)'), { tokens: 2, lines: 2 }],
    ['a line', code.replace('    return y\n', '    z = 1\n    return y\n'), { lines: 1 }],
  ])('%s', (_, changed, size) => {
    expect(editSize(code, changed)).toMatchObject(size);
  });

  test('is the same there and back, and nothing only for the same code', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', '\n', '(', ')', '1'), { maxLength: 30 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(editSize(a, b)).toEqual(editSize(b, a));
        expect(editSize(a, b).tokens === 0).toBe(a === b);
      }),
    );
  });
});
