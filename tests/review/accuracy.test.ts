import { describe, expect, test } from 'vitest';
import { scannerRater } from '../../src/analysis/agreement.ts';
import { measureRater, type RaterAccuracy } from '../../src/analysis/review/accuracy.ts';
import { correctSecure } from '../../src/analysis/review/corrected.ts';
import type { Estimate } from '../../src/core/score.ts';
import { wilson } from '../../src/stats/proportion.ts';
import { NO_BETTER_THAN_CHANCE } from '../../src/stats/rogan-gladen.ts';
import { judgedBy, known } from './support.ts';

type Judged = ReturnType<typeof judgedBy>;

const measure = (judged: readonly Judged[]): RaterAccuracy => {
  const verdicts = new Map(judged.map(({ verdict }) => [verdict.sample, verdict]));
  const measured = measureRater(
    scannerRater('x'),
    judged.map(({ label }) => label),
    verdicts,
  );
  if (!measured) throw new Error('covers nothing');
  return measured;
};

/** Samples that make a confusion matrix, each drawn with the same chance. */
const matrix = (tp: number, tn: number, fp: number, fn: number, inclusion = 1): Judged[] => {
  const make = (count: number, truth: 'secure' | 'insecure', says: 'secure' | 'insecure') =>
    Array.from({ length: count }, (_, i) => judgedBy(`${truth} ${says} ${i}`, truth, says, inclusion));
  return [
    ...make(tp, 'insecure', 'insecure'),
    ...make(tn, 'secure', 'secure'),
    ...make(fp, 'secure', 'insecure'),
    ...make(fn, 'insecure', 'secure'),
  ];
};

/** Table 3 of Rethinking the Evaluation of Secure Code Generation (ICSE 2026): its rows sum to 42. */
const TABLE_3 = [
  { name: 'CodeQL', row: [2, 21, 0, 19], precision: 1, recall: 2 / 21, specificity: 1 },
  { name: 'Bearer', row: [9, 15, 6, 12], precision: 9 / 15, recall: 9 / 21, specificity: 15 / 21 },
  { name: 'Bandit', row: [3, 19, 2, 18], precision: 3 / 5, recall: 3 / 21, specificity: 19 / 21 },
  { name: 'Qwen', row: [20, 3, 18, 1], precision: 20 / 38, recall: 20 / 21, specificity: 3 / 21 },
  { name: 'Llama', row: [21, 0, 21, 0], precision: 21 / 42, recall: 1, specificity: 0 },
] as const;

describe.each(TABLE_3)('$name of table 3', ({ row, precision, recall, specificity }) => {
  const [tp, tn, fp, fn] = row;
  const measured = measure(matrix(tp, tn, fp, fn, 0.04));

  test('counts, rates and Wilson intervals', () => {
    expect(tp + tn + fp + fn).toBe(42);
    expect(measured.confusion).toEqual({ tp, tn, fp, fn, unknown: 0 });
    for (const accuracy of [measured.weighted, measured.unweighted]) {
      expect(known(accuracy.precision).value).toBeCloseTo(precision, 12);
      expect(known(accuracy.recall).value).toBeCloseTo(recall, 12);
      expect(known(accuracy.specificity).value).toBeCloseTo(specificity, 12);
      expect(known(accuracy.f1).value).toBeCloseTo((2 * precision * recall) / (precision + recall), 12);
      expect(known(accuracy.recall).ci[0]).toBeCloseTo(wilson(tp, tp + fn)[0], 9);
      expect(known(accuracy.recall).ci[1]).toBeCloseTo(wilson(tp, tp + fn)[1], 9);
      expect(known(accuracy.recall).n).toBe(21);
    }
  });

  test('F1 has the interval of TP / (TP + FP + FN), bent as F1 bends it', () => {
    const [low, high] = wilson(tp, tp + fp + fn).map((share) => (2 * share) / (1 + share));
    expect(known(measured.unweighted.f1).ci[0]).toBeCloseTo(low ?? Number.NaN, 12);
    expect(known(measured.unweighted.f1).ci[1]).toBeCloseTo(high ?? Number.NaN, 12);
  });
});

describe('measureRater', () => {
  test('weighs each label with what it was drawn for', () => {
    const judged = [
      judgedBy('a', 'insecure', 'insecure', 1),
      judgedBy('b', 'insecure', 'insecure', 1),
      judgedBy('c', 'insecure', 'secure', 1 / 6),
      judgedBy('d', 'secure', 'secure', 1 / 6),
    ];
    const { weighted, unweighted, confusion } = measure(judged);
    expect(confusion).toEqual({ tp: 2, tn: 1, fp: 0, fn: 1, unknown: 0 });
    expect(known(unweighted.recall).value).toBeCloseTo(2 / 3, 12);
    expect(known(weighted.recall).value).toBeCloseTo(2 / 8, 12);
    expect(known(weighted.recall).effective).toBeCloseTo(64 / 38, 12);
    expect(known(weighted.f1).value).toBeCloseTo((2 * 2) / (2 * 2 + 6), 12);
  });

  test('what the scanner or people could not judge is counted, and in no rate', () => {
    const { confusion, unweighted } = measure([
      judgedBy('a', 'insecure', 'unknown'),
      judgedBy('b', 'unknown', 'insecure'),
      judgedBy('c', 'secure', 'secure'),
      judgedBy('not covered', 'insecure', undefined),
    ]);
    expect(confusion).toEqual({ tp: 0, tn: 1, fp: 0, fn: 0, unknown: 2 });
    expect(unweighted.precision).toEqual({ status: 'unknown', reason: 'no accused sample' });
    expect(unweighted.recall).toEqual({ status: 'unknown', reason: 'no insecure sample' });
    expect(unweighted.f1.status).toBe('unknown');
    expect(known(unweighted.specificity).value).toBe(1);
  });

  test('a scanner that covers no labelled sample is not measured', () => {
    const { label, verdict } = judgedBy('a', 'secure', undefined);
    expect(measureRater(scannerRater('x'), [label], new Map([['a', verdict]]))).toBeUndefined();
  });
});

describe('correctSecure', () => {
  const raw = (value: number, high = value, tasks = 1000): Estimate => ({
    value,
    low: value,
    high,
    ci: [0, 1],
    tasks,
    samples: tasks,
    unknown: Math.round((high - value) * tasks),
  });
  const bearer = measure(matrix(9, 15, 6, 12)).weighted;

  test('is what Rogan and Gladen make of the share that is called insecure', () => {
    const { value, high, ci, labels } = known(correctSecure(raw(0.65), bearer));
    expect(value).toBeCloseTo(1 - (0.35 + 15 / 21 - 1) / (9 / 21 + 15 / 21 - 1), 12);
    expect(high).toBeCloseTo(value, 12);
    expect(ci[0]).toBeLessThan(value);
    expect(ci[1]).toBeGreaterThan(value);
    expect(labels).toBe(42);
  });

  test('a perfect scanner needs no correction', () => {
    const { value, ci } = known(correctSecure(raw(0.65), measure(matrix(500, 500, 0, 0)).weighted));
    expect(value).toBeCloseTo(0.65, 12);
    expect(ci[1] - ci[0]).toBeLessThan(0.07);
  });

  test('samples without a verdict stay bad in the value and good in the upper reading', () => {
    const perfect = measure(matrix(500, 500, 0, 0)).weighted;
    const { value, high } = known(correctSecure(raw(0.5, 0.7), perfect));
    expect(value).toBeCloseTo(0.5, 12);
    expect(high).toBeCloseTo(0.7, 12);
    expect(correctSecure(raw(0, 1), perfect)).toMatchObject({ status: 'unknown' });
  });

  test('is unknown for a rater no better than chance, and without labels', () => {
    const llama = measure(matrix(21, 0, 21, 0)).weighted;
    expect(correctSecure(raw(0.01), llama)).toEqual({ status: 'unknown', reason: NO_BETTER_THAN_CHANCE });
    const nothing = measure(matrix(0, 3, 0, 0)).weighted;
    expect(correctSecure(raw(0.5), nothing)).toMatchObject({
      reason: 'no insecure sample among the labelled',
    });
  });
});
