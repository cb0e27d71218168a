import { expect, test } from 'vitest';
import { cweProblem, isPillar } from '../../src/cwe/index.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';

/** What a scanner's own makers report, though MITRE advises against it; our own tables name something else. */
const OF_OTHERS: Readonly<Record<string, { readonly pillars?: number[]; readonly prohibited?: number[] }>> = {
  // Asserts and swallowed exceptions; httpoxy.
  bandit: { pillars: [284, 703] },
  // Wrong uses of resources, wrong calculations; tests for overflow that a compiler may leave out.
  cppcheck: { pillars: [664, 682], prohibited: [391] },
};

test.each<Scanner>(Object.values(scanners))('the CWEs of $id are ones that may be used', async (scanner) => {
  const rules = await scanner.rules();
  const cwes = [...new Set(rules.status === 'ok' ? rules.value.flatMap((rule) => rule.cwes) : [])];
  const { pillars = [], prohibited = [] } = OF_OTHERS[scanner.id] ?? {};
  const unusable = cwes.filter((cwe) => ![undefined, 'discouraged'].includes(cweProblem(cwe)));
  expect(unusable).toEqual(prohibited);
  expect(cwes.filter(isPillar).toSorted((a, b) => a - b)).toEqual(pillars);
});
