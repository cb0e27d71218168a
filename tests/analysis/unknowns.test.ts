import { expect, test } from 'vitest';
import { countUnknowns } from '../../src/analysis/unknowns.ts';
import { verdictOf } from './support.ts';

test('counts samples by lens and by reason, the most frequent first', () => {
  const cases = { total: 1, passed: 0, unknown: 1 };
  const verdicts = [
    verdictOf(),
    verdictOf({ security: 'unknown', unknownBecause: ['bandit: crash'] }),
    verdictOf({ cases, unknownBecause: ['tests: no result'] }),
    verdictOf({ security: 'unknown', cases, unknownBecause: ['tests: no result', 'bandit: a timeout'] }),
  ];
  expect(countUnknowns(verdicts)).toEqual({
    samples: 3,
    security: 2,
    function: 2,
    reasons: [
      { reason: 'tests: no result', samples: 2 },
      { reason: 'bandit: a timeout', samples: 1 },
      { reason: 'bandit: crash', samples: 1 },
    ],
  });
  expect(countUnknowns([])).toEqual({ samples: 0, security: 0, function: 0, reasons: [] });
});
