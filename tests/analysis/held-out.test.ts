import { describe, expect, test } from 'vitest';
import { heldOutPolicy } from '../../src/analysis/held-out.ts';
import { score } from '../../src/analysis/score.ts';
import { type Policy, policySchema } from '../../src/core/policy.ts';
import type { MethodRecord } from '../../src/core/run.ts';
import { renderTable } from '../../src/reports/table.ts';
import { verdictOf } from './support.ts';

const SCANNERS = ['bandit', 'ruff', 'semgrep'].map((id) => ({ id, role: 'security' as const }));
const record = (listens: string[], oracle?: string): MethodRecord => ({
  method: 'm',
  settings: {},
  limits: {},
  listens,
  kin: [],
  ...(oracle !== undefined && { oracle }),
});
const policy = (changes: Partial<Policy> = {}): Policy =>
  policySchema.parse({ security: 'static', ...changes });

describe('the policy without the teachers', () => {
  test('leaves out every scanner that any method listened to', () => {
    const methods = { base: record([]), loop: record(['bandit']), other: record(['ruff', 'pyright']) };
    expect(heldOutPolicy(policy(), SCANNERS, methods)?.scanners).toEqual(['semgrep']);
  });

  test('is nothing of its own where nobody listened to one that counts', () => {
    expect(heldOutPolicy(policy(), SCANNERS, { base: record([]) })).toBeUndefined();
    expect(
      heldOutPolicy(policy({ scanners: ['ruff'] }), SCANNERS, { loop: record(['bandit']) }),
    ).toBeUndefined();
  });

  test('has nobody left where the only one that decides was listened to', () => {
    const one = policy({ combine: { by: 'one', scanner: 'bandit' } });
    expect(heldOutPolicy(one, SCANNERS, { loop: record(['bandit']) })).toMatchObject({
      scanners: [],
      combine: { by: 'union' },
    });
  });
});

test('scores stand beside those by the policy, and the table marks who listened and who was told', () => {
  const PAIR = SCANNERS.slice(0, 2);
  const own = policy({ security: 'static' });
  const methods = { base: record([]), loop: record(['bandit'], 'the label') };
  const samples = (security: 'secure' | 'insecure') =>
    ['base', 'loop'].map((method) =>
      verdictOf({
        task: 't',
        method,
        security: method === 'loop' ? security : 'insecure',
        scanners: { bandit: 'secure', ruff: 'insecure', semgrep: 'secure' },
      }),
    );
  const held = heldOutPolicy(own, PAIR, methods);
  const scores = score(samples('secure'), {
    policy: own,
    scanners: PAIR,
    methods,
    heldOut: held && { policy: held, verdicts: samples('insecure') },
    ks: [1],
    seed: 1,
  });
  expect(scores.heldOut?.scanners).toEqual(['ruff']);
  const loop = scores.rows.find(({ method }) => method === 'loop');
  expect(loop).toMatchObject({ heard: ['bandit'], oracle: ['the label'] });
  expect(loop?.metrics['secure@1']?.value).toBe(1);
  expect(loop?.metrics['secure@1:held-out']?.value).toBe(0);
  const table = renderTable(scores);
  expect(table).toMatch(/^loop \* ‡/m);
  expect(table).toMatch(/1\.000\*/);
  expect(table).toMatch(/^held-out by scanners .*: ruff$/m);
});
