import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { type ReviewMaterial, reviewReport } from '../../src/analysis/review/report.ts';
import { score } from '../../src/analysis/score.ts';
import { renderReview } from '../../src/reports/review-table.ts';
import { STATIC, verdictOf } from '../analysis/support.ts';
import { adjudicationOf, known, labelOf, planOf } from './support.ts';

/** 20 samples; the scanner accuses the first 5. People call the first 8 insecure; bo errs on two, cy mends one. */
const verdicts = Array.from({ length: 20 }, (_, i) => ({
  ...verdictOf({ task: `T/${i}`, security: i < 5 ? 'insecure' : 'secure' }),
  sample: `s${i}`,
}));
const material: ReviewMaterial = {
  plan: planOf(20),
  people: [
    { name: 'ann', labels: verdicts.map(({ sample }, i) => labelOf(sample, i < 8 ? 'insecure' : 'secure')) },
    { name: 'bo', labels: verdicts.map(({ sample }, i) => labelOf(sample, i < 6 ? 'insecure' : 'secure')) },
  ],
  adjudications: [adjudicationOf('s6', 'insecure')],
  verdicts,
  scores: score(verdicts, {
    policy: STATIC,
    scanners: [{ id: 'bandit', role: 'security' }],
    ks: [1],
    resamples: 50,
    seed: 1,
  }),
};
const report = reviewReport(material);
const text = (changes: Partial<ReviewMaterial> = {}): string =>
  stripVTControlCharacters(renderReview(reviewReport({ ...material, ...changes })));

test('labels, agreement, accuracy and correction come together', () => {
  expect(report.labels).toEqual({
    secure: 12,
    insecure: 7,
    unknown: 1,
    agreed: 18,
    adjudicated: 1,
    disputed: 1,
    unlabelled: 0,
  });
  expect(report.adjudicators).toEqual(['cy']);
  expect(known(report.agreement.observed).value).toBe(0.9);
  expect(known(report.agreement.kappa).value).toBeCloseTo(1 - 0.1 / (1 - (0.4 * 0.3 + 0.6 * 0.7)), 12);
  expect(known(report.secure).value).toBeCloseTo(12 / 19, 12);
  expect(report.raters.map(({ rater, confusion }) => [rater, confusion])).toEqual([
    ['policy', { tp: 5, tn: 12, fp: 0, fn: 2, unknown: 1 }],
    ['bandit', { tp: 5, tn: 12, fp: 0, fn: 2, unknown: 1 }],
  ]);
  const cell = report.corrected[0]?.raters.policy;
  expect(cell?.raw.value).toBe(0.75);
  expect(cell && known(cell.corrected).value).toBeCloseTo(1 - 0.25 / (5 / 7), 12);
});

test('a person reads it all', () => {
  expect(text()).toMatchInlineSnapshot(`
    "drawn   20 of 20 samples; a simple random sample; seed 1
    labels  ann 20, bo 20 of 20
    agree   on 0.90 (0.70–0.97) of 20; Cohen's kappa 0.78 (0.50–1.00); Gwet's AC1 0.82 (0.56–1.00)
    final   7 insecure, 12 secure, 1 unknown (18 agreed, 1 adjudicated by cy)
            1 wait for an adjudicator
    secure  0.63 (0.41–0.81) of the run, by these labels alone

            TP  TN  FP  FN  ?  precision     recall  specificity         F1
    policy   5  12   0   2  1      1.000      0.714        1.000      0.833
                               0.57–1.00  0.36–0.92    0.76–1.00  0.53–0.96
    bandit   5  12   0   2  1      1.000      0.714        1.000      0.833
                               0.57–1.00  0.36–0.92    0.76–1.00  0.53–0.96

    policy  static: union of bandit, any finding counts
    TP      insecure and accused; FN insecure and not accused; ? no label or no verdict, in no rate
    a–b     95 % interval (Wilson's)

    Secure@1, raw → corrected         policy         bandit
    m                          0.750 → 0.650  0.750 → 0.650
    base                           0.20–0.97      0.20–0.97

    →       corrected by sensitivity and specificity (Rogan and Gladen), which rest on 19 labels
            it holds where a scanner errs alike in every row; a wide interval says that labels are few
    a–b     95 % interval of the corrected number (Lang and Reiczigel)

    The policy misses 28.6 % (8.2 % to 64.1 %) of insecure code: 2 of 7 samples that people call insecure (19 labels)."
  `);
});

test('says what is missing rather than print empty tables', () => {
  expect(text({ people: [] })).toMatchInlineSnapshot(`
    "drawn   20 of 20 samples; a simple random sample; seed 1
    labels  none yet: bifocal review RUN --as NAME
    final   0 insecure, 0 secure, 20 unknown (0 agreed)
            20 wait for two labels"
  `);
  expect(text({ plan: { ...material.plan, leftOut: 2 } })).toContain('2 samples have no code');
  expect(text({ people: material.people.slice(0, 1), adjudications: [] })).toContain(
    '20 wait for two labels',
  );
  expect(text({ verdicts: [...verdicts, { ...verdictOf({}), sample: 'late' }] })).toContain(
    'has 21 samples now',
  );
});
