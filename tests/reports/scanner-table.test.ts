import { expect, test } from 'vitest';
import type { PolicyScores, Variation } from '../../src/analysis/sensitivity.ts';
import type { Lens } from '../../src/core/policy.ts';
import { sensitivityLine } from '../../src/reports/scanner-table.ts';

const scored = (
  kind: Variation,
  label: string,
  value: number,
  unknown: number,
  security: Lens = 'static',
): PolicyScores => ({
  kind,
  label,
  rows: [
    {
      model: 'm',
      method: 'base',
      secure: { value, low: value, high: value + unknown / 10, tasks: 10, samples: 10, unknown },
      securePass: null,
      safe: null,
    },
  ],
  security,
  tau: { secure: null, safe: null },
});
const OWN = scored('own', 'as scored', 0.4, 1);

test('one line says how far the policy moves the score', () => {
  const line = sensitivityLine([OWN, scored('severity', 'severity from high', 0.6, 1)]);
  expect(line).toBe('move Secure@1 of m (base) from 0.400 (as scored) to 0.600 (severity from high)');
});

test('a policy under which less can be judged moves nothing', () => {
  expect(sensitivityLine([OWN, scored('one', 'a alone', 0.1, 8)])).toBeUndefined();
});

test('nor does a lens, which is another question', () => {
  expect(sensitivityLine([OWN, scored('lens', 'dynamic lens', 0.9, 0, 'dynamic')])).toBeUndefined();
});
