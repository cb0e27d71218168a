import { expect, test } from 'vitest';
import { cweProblem, isPillar } from '../../src/cwe/index.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';

/** Pillars that a scanner's own makers report; our own tables name something more exact, or nothing. */
const PILLARS_OF_OTHERS: Readonly<Record<string, readonly number[]>> = {
  // Asserts and swallowed exceptions; httpoxy.
  bandit: [284, 703],
};

test.each<Scanner>(Object.values(scanners))('the CWEs of $id are ones that may be used', async (scanner) => {
  const rules = await scanner.rules();
  const cwes = [...new Set(rules.status === 'ok' ? rules.value.flatMap((rule) => rule.cwes) : [])];
  const problems = cwes.map((cwe) => [cwe, cweProblem(cwe)] as const);
  expect(problems.filter(([, problem]) => problem !== undefined && problem !== 'discouraged')).toEqual([]);
  expect(cwes.filter(isPillar).toSorted((a, b) => a - b)).toEqual(PILLARS_OF_OTHERS[scanner.id] ?? []);
});
