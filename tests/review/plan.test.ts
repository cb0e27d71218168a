import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, drawPlan, type PlanOptions } from '../../src/analysis/review/plan.ts';
import { planSchema } from '../../src/analysis/review/terms.ts';
import type { SecurityVerdict } from '../../src/core/verdict.ts';
import { verdictOf } from '../analysis/support.ts';

const OPTIONS: PlanOptions = { size: 44, seed: 20260, simple: false };

const candidate = (task: number, model: string, scanners: Record<string, SecurityVerdict>): Candidate => ({
  verdict: verdictOf({ task: `T/${task}`, model, scanners }),
  codeHash: `hash ${task}`,
});

/** Two models; bandit accuses a third, ruff three samples alone, both a tenth. */
const CANDIDATES: readonly Candidate[] = ['m1', 'm2'].flatMap((model) =>
  Array.from({ length: 300 }, (_, i) =>
    candidate(i, model, {
      bandit: i % 3 === 0 ? 'insecure' : 'secure',
      ruff: i % 30 === 0 || [1, 2, 4].includes(i) ? 'insecure' : i % 7 === 0 ? 'unknown' : 'secure',
    }),
  ),
);

const candidates = fc
  .array(
    fc.record({
      model: fc.constantFrom('m1', 'm2', 'm3'),
      a: fc.constantFrom<SecurityVerdict>('secure', 'insecure', 'unknown'),
      b: fc.constantFrom<SecurityVerdict>('secure', 'insecure'),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((rows) => rows.map(({ model, a, b }, i) => candidate(i, model, { a, b })));

const options = fc.record({ size: fc.integer({ min: 1, max: 60 }), seed: fc.nat(), simple: fc.boolean() });

describe('drawPlan', () => {
  test('is the same for the same seed, whatever the order of the run; another seed, another sample', () => {
    const plan = drawPlan(CANDIDATES, 0, OPTIONS);
    expect(drawPlan(CANDIDATES.toReversed(), 0, OPTIONS)).toEqual(plan);
    const names = ({ samples }: typeof plan) => samples.map(({ sample }) => sample).sort();
    expect(names(drawPlan(CANDIDATES, 0, { ...OPTIONS, seed: 1 }))).not.toEqual(names(plan));
  });

  test('draws each set of accusers, model and method: disagreement is represented', () => {
    const plan = drawPlan(CANDIDATES, 5, OPTIONS);
    expect(plan).toMatchObject({ design: 'stratified', population: 600, leftOut: 5 });
    expect(plan.samples).toHaveLength(44);
    const drawn = plan.strata.map(({ accusers, model, drawn }) => [accusers?.join('+'), model, drawn]);
    // 600 : 44; of each model 10 are accused by both, 90 by bandit alone, 3 by ruff alone, 197 by none
    expect(drawn).toEqual([
      ['bandit+ruff', 'm1', 1],
      ['bandit+ruff', 'm2', 1],
      ['bandit', 'm1', 6],
      ['bandit', 'm2', 6],
      ['ruff', 'm1', 1],
      ['ruff', 'm2', 1],
      ['', 'm1', 14],
      ['', 'm2', 14],
    ]);
  });

  test('does not list samples stratum by stratum, or the blind could tell', () => {
    const strata = drawPlan(CANDIDATES, 0, OPTIONS).samples.map(({ stratum }) => stratum);
    expect(strata).not.toEqual(strata.toSorted((a, b) => a - b));
  });

  test('tells less apart where strata would be more than half the sample', () => {
    const traits = (size: number) => drawPlan(CANDIDATES, 0, { ...OPTIONS, size }).strata;
    expect(traits(16)).toHaveLength(8);
    expect(traits(15).map(({ accusers, model }) => [accusers?.join('+'), model])).toEqual([
      ['bandit+ruff', undefined],
      ['bandit', undefined],
      ['ruff', undefined],
      ['', undefined],
    ]);
    expect(traits(7)).toMatchObject([{ accusers: null, population: 600, drawn: 7 }]);
  });

  test('exploits that work accuse, too', () => {
    const exploited = { verdict: verdictOf({ task: 'x', exploits: 'insecure' }), codeHash: '' };
    const { strata } = drawPlan([...CANDIDATES, exploited], 0, OPTIONS);
    expect(strata.map(({ accusers }) => accusers)).toContainEqual(['exploits']);
  });

  test('a simple sample is one stratum', () => {
    const plan = drawPlan(CANDIDATES, 0, { ...OPTIONS, simple: true });
    expect(plan).toMatchObject({ design: 'simple', strata: [{ accusers: null, drawn: 44 }] });
    expect(new Set(plan.samples.map(({ inclusion }) => inclusion))).toEqual(new Set([44 / 600]));
    const alike = Array.from({ length: 9 }, (_, i) => candidate(i, 'm1', { bandit: 'insecure' }));
    expect(drawPlan(alike, 0, { ...OPTIONS, simple: true }).strata).toEqual([
      { accusers: null, population: 9, drawn: 9 },
    ]);
  });

  test('draws nobody twice; the weights of each stratum add up to its population', () => {
    fc.assert(
      fc.property(candidates, options, (all, chosen) => {
        const plan = planSchema.parse(drawPlan(all, 0, chosen));
        expect(plan.samples).toHaveLength(Math.min(chosen.size, all.length));
        expect(new Set(plan.samples.map(({ sample }) => sample)).size).toBe(plan.samples.length);
        plan.strata.forEach(({ population, drawn }, index) => {
          const ofStratum = plan.samples.filter(({ stratum }) => stratum === index);
          expect(ofStratum).toHaveLength(drawn);
          expect(drawn).toBeGreaterThanOrEqual(1);
          expect(ofStratum.reduce((sum, { inclusion }) => sum + 1 / inclusion, 0)).toBeCloseTo(population, 9);
        });
      }),
    );
  });
});
