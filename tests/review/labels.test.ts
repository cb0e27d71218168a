import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { disputes, finalLabels, ratingsOf, standing } from '../../src/analysis/review/labels.ts';
import { type Adjudication, type Label, labelSchema } from '../../src/analysis/review/terms.ts';
import { adjudicationOf, labelOf, planOf } from './support.ts';

const plan = planOf(6);

const ANN = ['secure', 'insecure', 'secure', 'unsure', 'insecure'].map((verdict, i) =>
  labelOf(`s${i}`, verdict as Label['verdict']),
);
const BO = ['secure', 'insecure', 'insecure', 'unsure', 'unsure', 'secure'].map((verdict, i) =>
  labelOf(`s${i}`, verdict as Label['verdict']),
);

const finals = (people: readonly (readonly Label[])[], adjudications: readonly Adjudication[] = []) =>
  finalLabels(
    plan,
    people.map((labels) => standing(plan, labels)),
    standing(plan, adjudications),
  ).map(({ verdict, how }) => `${verdict} ${how}`);

describe('standing', () => {
  test('the last label of a sample counts; those for other code or other samples do not', () => {
    const { labels, stale, notDrawn } = standing(plan, [
      labelOf('s0', 'secure'),
      labelOf('s0', 'insecure'),
      labelOf('s1', 'secure', { code: 'other code' }),
      labelOf('elsewhere', 'secure'),
    ]);
    expect([...labels.values()].map(({ sample, verdict }) => [sample, verdict])).toEqual([
      ['s0', 'insecure'],
    ]);
    expect({ stale, notDrawn }).toEqual({ stale: 1, notDrawn: 1 });
  });
});

describe('finalLabels', () => {
  test('agreement, else the adjudicator, else unknown', () => {
    expect(finals([ANN, BO], [adjudicationOf('s2', 'insecure'), adjudicationOf('s4', 'unsure')])).toEqual([
      'secure agreed',
      'insecure agreed',
      'insecure adjudicated',
      'unknown agreed',
      'unknown adjudicated',
      'unknown unlabelled',
    ]);
  });

  test('who disagrees waits; one person alone decides nothing', () => {
    expect(finals([ANN, BO]).filter((label) => label === 'unknown disputed')).toHaveLength(2);
    expect(new Set(finals([ANN]))).toEqual(new Set(['unknown unlabelled']));
  });

  test('nobody overrules an agreement', () => {
    expect(finals([ANN, BO], [adjudicationOf('s0', 'insecure')])[0]).toBe('secure agreed');
  });
});

test('only disagreements are disputed, and only samples with two labels rated', () => {
  const people = [standing(plan, ANN), standing(plan, BO)];
  expect(disputes(plan, people).map(({ planned }) => planned.sample)).toEqual(['s2', 's4']);
  expect(ratingsOf(plan, people)).toHaveLength(5);
  expect(ratingsOf(plan, people.slice(1))).toEqual([]);
});

test('the example of docs/review.md is a label', () => {
  const page = readFileSync(new URL('../../docs/review.md', import.meta.url), 'utf8');
  const [, example = ''] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? [];
  expect(labelSchema.parse(JSON.parse(example))).toMatchObject({ verdict: 'insecure', lines: [3, 4] });
});
