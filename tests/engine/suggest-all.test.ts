import { expect, test } from 'vitest';
import { suggestCategory } from '../../src/analysis/degeneracy/suggest.ts';
import type { Suspect } from '../../src/analysis/degeneracy/suspect.ts';
import { suggestAll } from '../../src/engine/suggest/suggest-all.ts';

const suspect = (number: number): Suspect => ({
  task: undefined,
  language: number % 7 === 0 ? 'go' : 'python',
  base: `import os\n\ndef run_${number}(name):\n    return os.system("echo " + name)\n`,
  changed:
    number % 2 ? `def run_${number}(name):\n    pass\n` : `def other(name):\n    return name * ${number}\n`,
  accusations: [{ line: 4, by: 'bandit' }],
});

test('many suspects at once are taken for the same as each alone, in their order', () => {
  const suspects = Array.from({ length: 120 }, (_, number) => suspect(number));
  const suggestions = suggestAll(suspects);
  expect(suggestions).toEqual(suspects.map(suggestCategory));
  expect(
    new Set(suggestions.map((one) => (one.status === 'ok' ? one.value.category : 'unknown'))).size,
  ).toBeGreaterThan(1);
});
