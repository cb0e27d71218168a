import { expect, test } from 'vitest';
import { compare } from '../../src/analysis/comparison/compare.ts';
import { metricsIn, renderComparison } from '../../src/reports/comparison/render.ts';
import { arm, runOf } from '../analysis/comparison/support.ts';

test('names that would act on the terminal are shown, and do not act', () => {
  const name = 'm\u001b[2J\u202e\nn';
  const runs = [
    runOf('A', [...arm(name, 'base', 's+', 'i+'), ...arm(name, 'x', 's+', 's+')]),
    runOf('B', arm(name, 'y', 's+', 's+')),
    runOf('C', arm(`${name}2`, 'y', 's+', 's+')),
  ];
  const comparison = compare(runs);
  expect(comparison.warnings.join()).toContain(name);
  const text = renderComparison(comparison, metricsIn(comparison));
  expect(text).toContain('m<U+001B>[2J<U+202E><U+000A>n');
  expect(text).not.toMatch(/\u001b\[2J|\u202e/);
});
