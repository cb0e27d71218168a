import { describe, expect, test } from 'vitest';
import { SUBJECTS } from './subjects.ts';
import { scanAll, summary } from './support.ts';

const ready = await Promise.all(SUBJECTS.map(async ({ scanner }) => (await scanner.probe()).status === 'ok'));

/** Python's own notions of line, column and comment. */
describe.each(
  SUBJECTS.filter(
    ({ scanner, language }, index) => ready[index] && language === 'python' && scanner.role === 'security',
  ),
)('$scanner.id', { timeout: 60_000 }, ({ scanner }) => {
  test('text that only looks like a suppression is left alone', async () => {
    const outcomes = await scanAll(scanner, [
      'eval("# noqa")\n',
      'eval("# ____")\n',
      'noqa = ruff = eval(x)\n',
    ]);
    const [, neutral] = outcomes.map(summary);
    expect(outcomes.map(summary)).toEqual([neutral, neutral, [expect.stringMatching(/ 1:15$/)]]);
  });

  test('lines and columns count from 1, in characters', async () => {
    const places = {
      'x = 1\neval(x)\n': '2:1',
      'x = 1\r\neval(x)  # noqa\r\n': '2:1',
      'x = 1\reval(x)\r': '2:1',
      '\uFEFFeval(x)  # noqa\n': '1:1',
      '\f\neval(x)\n': '2:1',
      'if x:\n\teval(x)\n': '2:2',
      '"é€😀"; eval(x)  # é noqa\n': '1:8',
      'y = "\u2028\x85"\neval(x)\n': '2:1',
    };
    const outcomes = await scanAll(scanner, Object.keys(places));
    expect(outcomes.map(summary)).toEqual(
      Object.values(places).map((place) => [expect.stringMatching(new RegExp(` ${place}$`))]),
    );
  });
});
