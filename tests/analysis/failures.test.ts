import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CATEGORIES, type Category } from '../../src/analysis/degeneracy/suspect.ts';
import { failureGroups } from '../../src/analysis/failures/cases.ts';
import { decided, standingDecisions } from '../../src/analysis/failures/decide.ts';
import { failureReport, type SuggestedCase } from '../../src/analysis/failures/report.ts';
import { type Decision, type PaperCategory, TABLE_7 } from '../../src/analysis/failures/terms.ts';
import { ok, unknown } from '../../src/core/outcome.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { known } from '../review/support.ts';
import { verdictOf } from './support.ts';

const WORKS = { cases: { total: 2, passed: 2, unknown: 0 } };
const PARTLY = { cases: { total: 2, passed: 1, unknown: 0 } };
const FAILS = { cases: { total: 2, passed: 0, unknown: 0 } };

/** A base and a changed sample of one task, in these states. */
const pairOf = (
  task: string,
  before: Partial<Verdict>,
  after: Partial<Verdict>,
  method = 'sven',
): readonly Verdict[] => [verdictOf({ task, ...before }), verdictOf({ task, method, ...after })];

const BAD = { security: 'insecure', ...WORKS } as const;

const caseOf = (sample: string, category: Category | undefined): SuggestedCase => ({
  sample,
  baseHash: 'base',
  codeHash: 'code',
  suggestion: category
    ? ok({ category, confidence: 'high', evidence: ['so it is'] })
    : unknown('no syntax tree of c'),
});

const decisionOf = (sample: string, category: Category, rest: Partial<Decision> = {}): Decision => ({
  sample,
  base: 'base',
  code: 'code',
  category,
  note: '',
  ...rest,
});

/** A report on one case for each suggestion; `people` say these of the cases, in order. */
const reportOf = (
  suggestions: readonly (Category | undefined)[],
  people: Readonly<Record<string, readonly (Category | undefined)[]>> = {},
) => {
  const groups = failureGroups(suggestions.flatMap((_, i) => pairOf(`T/${i}`, BAD, FAILS)));
  const samples = groups.flatMap(({ cases }) => cases.map(({ sample }) => sample));
  return failureReport({
    policyText: 'static',
    groups,
    suggested: new Map(samples.map((sample, i) => [sample, caseOf(sample, suggestions[i])])),
    people: Object.entries(people).map(([name, said]) => ({
      name,
      decisions: said.flatMap((category, i) => (category ? [decisionOf(samples[i] ?? '', category)] : [])),
    })),
  });
};

const firstRow = (report: ReturnType<typeof reportOf>) => {
  const [row] = report.rows;
  if (row === undefined) throw new Error('no row');
  return row;
};

/**
 * Table 7 of the paper: cases, and percent as printed, with the counts that these are. Of its 20 numbers 19 are shares of
 * the cases, correctly rounded. One is not: of SVEN's 69, two are 2.90 %, and the paper prints 2.89 %.
 */
const PAPER = [
  { method: 'SVEN', cases: 69, counts: [52, 6, 0, 2, 9], printed: ['75.36', '8.7', '0', '2.89', '13.04'] },
  { method: 'SafeCoder', cases: 20, counts: [12, 0, 0, 5, 3], printed: ['60', '0', '0', '25', '15'] },
  {
    method: 'CodeGuard+',
    cases: 31,
    counts: [21, 2, 4, 1, 3],
    printed: ['67.74', '6.45', '12.9', '3.23', '9.68'],
  },
  { method: 'PromSec', cases: 63, counts: [58, 0, 5, 0, 0], printed: ['92.06', '0', '7.94', '0', '0'] },
] as const;
const COLUMNS: readonly PaperCategory[] = ['Removed Code', 'Junk Code', 'NFI', 'FN', 'Other'];

describe("the paper's table 7", () => {
  test.each(PAPER)('$method', ({ counts, cases, printed }) => {
    const suggestions = counts.flatMap((count, i) => {
      const [category = 'other'] = TABLE_7[COLUMNS[i] ?? 'Other'];
      return Array<Category>(count).fill(category);
    });
    const row = firstRow(reportOf(suggestions));
    expect(row.cases).toBe(cases);
    const ours = COLUMNS.map((column) => String(Number(row.table7?.[column].toFixed(2))));
    expect(ours.map((number) => (number === '2.9' ? '2.89' : number))).toEqual(printed);
  });

  test('its cases are those of the first column of table 6: of 146 tasks that the base solves insecurely', () => {
    const table6 = ['47.26', '13.69', '21.23', '43.15'];
    const ours = PAPER.map(({ cases }) => ((100 * cases) / 146).toFixed(2));
    expect(ours.map((number) => (number === '13.70' ? '13.69' : number))).toEqual(table6);
  });

  test('each category of ours is in one column', () => {
    expect(Object.values(TABLE_7).flat().toSorted()).toEqual([...CATEGORIES].sort());
  });
});

describe('cases', () => {
  test('code that worked, and is secure and does not work now: by what it was before', () => {
    const verdicts = [
      ...pairOf('T/1', BAD, FAILS),
      ...pairOf('T/2', BAD, PARTLY),
      ...pairOf('T/3', WORKS, PARTLY),
      ...pairOf('T/4', BAD, WORKS),
      ...pairOf('T/5', BAD, { ...FAILS, security: 'insecure' }),
      ...pairOf('T/6', { ...PARTLY, security: 'insecure' }, FAILS),
      ...pairOf('T/7', BAD, { cases: { total: 2, passed: 1, unknown: 1 } }),
      ...pairOf('T/8', { ...BAD, security: 'unknown' }, FAILS),
      verdictOf({ task: 'T/9', method: 'sven', ...FAILS }),
    ];
    const [secured, broken] = failureGroups(verdicts);
    expect(secured).toMatchObject({
      model: 'm',
      method: 'sven',
      shift: 'securedAndBroken',
      share: { count: 2, possible: 3, of: 5, unknownBase: 1 },
    });
    expect(secured?.cases.map(({ task }) => task)).toEqual(['T/1', 'T/2']);
    expect(secured?.cases[0]).toMatchObject({ base: 'T/1|m|base|0', sample: 'T/1|m|sven|0' });
    expect(broken?.cases.map(({ task }) => task)).toEqual(['T/3']);
  });

  test('partners have the same task, model and index; each model and method is a group', () => {
    const verdicts = [
      ...pairOf('T/1', { ...BAD, index: 1 }, { ...FAILS, index: 2 }),
      ...pairOf('T/1', { ...BAD, model: 'a' }, { ...FAILS, model: 'a' }, 'promsec'),
      verdictOf({ model: 'z', method: 'sven', ...FAILS }),
    ];
    const groups = failureGroups(verdicts).filter(({ shift }) => shift === 'securedAndBroken');
    expect(groups.map(({ model, method, cases }) => [model, method, cases.length])).toEqual([
      ['a', 'promsec', 1],
      ['m', 'sven', 0],
    ]);
  });

  test('there are as many as the table of transitions counts', () => {
    const state = fc.record({
      security: fc.constantFrom('secure' as const, 'insecure' as const, 'unknown' as const),
      cases: fc.constantFrom(WORKS.cases, PARTLY.cases, FAILS.cases, { total: 0, passed: 0, unknown: 0 }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(state, state), { maxLength: 12 }), (pairs) => {
        for (const { cases, share } of failureGroups(pairs.flatMap(([a, b], i) => pairOf(`T/${i}`, a, b))))
          expect(cases).toHaveLength(share.count);
      }),
    );
  });

  test('without a base there are none', () => {
    expect(failureGroups([verdictOf({ method: 'sven' })])).toEqual([]);
    expect(failureGroups([verdictOf()])).toEqual([]);
  });
});

describe('decisions', () => {
  const cases = [caseOf('a', 'junk'), caseOf('b', 'junk')];

  test('the last one counts; those for other code do not, nor those of other samples', () => {
    const standing = standingDecisions(cases, [
      decisionOf('a', 'junk'),
      decisionOf('a', 'other'),
      decisionOf('b', 'stub', { base: 'older' }),
      decisionOf('c', 'stub'),
    ]);
    expect([...standing.decisions.values()].map(({ category }) => category)).toEqual(['other']);
    expect(standing).toMatchObject({ stale: 1, elsewhere: 1 });
    expect(standingDecisions(cases, [decisionOf('a', 'junk', { code: 'newer' })]).stale).toBe(1);
  });

  test('the majority decides, and a tie is a dispute', () => {
    const say = (...categories: Category[]) =>
      decided(
        'a',
        categories.map((category) => standingDecisions(cases, [decisionOf('a', category)])),
      );
    expect(say()).toBeUndefined();
    expect(say('stub')).toEqual({ category: 'stub', people: 1 });
    expect(say('stub', 'junk')).toEqual({ category: 'disputed', people: 2 });
    expect(say('stub', 'junk', 'junk')).toEqual({ category: 'junk', people: 3 });
    expect(say('stub', 'junk', 'junk', 'other')).toEqual({ category: 'disputed', people: 4 });
  });
});

describe('report', () => {
  test('people override suggestions, and are counted apart', () => {
    const report = reportOf(['stub', 'stub', 'junk', undefined, undefined], {
      ann: ['removed code', 'stub', undefined, 'off-task', undefined],
    });
    const row = firstRow(report);
    expect(row.categories).toMatchObject({
      'removed code': { decided: 1, suggested: 0 },
      stub: { decided: 1, suggested: 0 },
      junk: { decided: 0, suggested: 1 },
      'off-task': { decided: 1, suggested: 0 },
    });
    expect(row).toMatchObject({ unknown: 1, disputed: 0 });
    expect(row.table7).toEqual({ 'Removed Code': 40, 'Junk Code': 20, NFI: 20, FN: 0, Other: 0 });
    expect(report.people).toEqual([{ name: 'ann', decided: 3, stale: 0, elsewhere: 0 }]);
  });

  test('agreement of program and people, by hand: 3 of 4, chance 6 in 16', () => {
    const report = reportOf(['stub', 'stub', 'junk', 'other', undefined], {
      ann: ['stub', 'stub', 'junk', 'junk', 'junk'],
    });
    const [agreement] = report.agreement;
    if (agreement === undefined) throw new Error('no agreement');
    expect(agreement).toMatchObject({ raters: ['suggestion', 'people'], cases: 4 });
    expect(known(agreement.observed).value).toBe(0.75);
    expect(known(agreement.kappa).value).toBeCloseTo((0.75 - 0.375) / (1 - 0.375), 12);
  });

  test('two people who differ: disputed, in no category, and held against each other', () => {
    const report = reportOf(['stub', 'junk'], { ann: ['stub', 'junk'], bo: ['stub', 'other'] });
    expect(firstRow(report)).toMatchObject({
      disputed: 1,
      table7: { 'Removed Code': 50, 'Junk Code': 0, Other: 0 },
    });
    expect(report.agreement.map(({ raters, cases }) => [raters.join(), cases])).toEqual([
      ['suggestion,people', 1],
      ['ann,bo', 2],
    ]);
  });

  test('every case is in exactly one place', () => {
    const category = fc.option(fc.constantFrom(...CATEGORIES), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(category, category, category), { maxLength: 20 }), (said) => {
        const report = reportOf(
          said.map(([program]) => program),
          { ann: said.map(([, ann]) => ann), bo: said.map(([, , bo]) => bo) },
        );
        for (const { categories, cases, unknown, disputed, table7 } of report.rows) {
          const counted = Object.values(categories).reduce(
            (sum, { decided, suggested }) => sum + decided + suggested,
            0,
          );
          expect(counted + unknown + disputed).toBe(cases);
          if (table7 && unknown + disputed === 0)
            expect(Object.values(table7).reduce((a, b) => a + b)).toBeCloseTo(100);
        }
      }),
    );
  });
});
