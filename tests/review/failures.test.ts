import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/analysis/failures/terms.ts';
import { FAILURES, type FailureItem } from '../../src/cli/review/failures/form.ts';
import { openKeyboard } from '../../src/cli/review/keyboard.ts';
import { openScreen } from '../../src/cli/review/screen.ts';
import { walkThrough } from '../../src/cli/review/walk.ts';
import { ok, unknown } from '../../src/core/outcome.ts';

const item = (sample: string, rest: Partial<FailureItem> = {}): FailureItem => ({
  sample,
  baseHash: 'before',
  codeHash: 'after',
  task: 'delete a file',
  was: 'insecure, and works',
  base: 'import os\nos.system("rm " + name)\n',
  code: 'pass\n',
  suggestion: ok({
    category: 'stub',
    confidence: 'high',
    evidence: ['remove does nothing', 'odd \u001b[2J'],
  }),
  ...rest,
});

const ITEMS = [item('s0'), item('s1', { suggestion: unknown('no syntax tree of c') }), item('s2')];

/** Types keys into a session until the input ends. */
const type = async (
  keys: readonly string[],
  { columns = 100, before = [] }: { readonly columns?: number; readonly before?: readonly Decision[] } = {},
) => {
  const [input, output] = [new PassThrough(), Object.assign(new PassThrough(), { columns, rows: 30 })];
  const recorded: Decision[] = [];
  const keyboard = openKeyboard(input);
  const screen = openScreen(output);
  const walk = {
    items: ITEMS,
    said: new Map(before.map((decision) => [decision.sample, decision])),
    record: (decision: Decision) => void recorded.push(decision),
  };
  const running = walkThrough(FAILURES, walk, screen, { keyboard, show: screen.line });
  for (const key of keys) input.write(key);
  input.end();
  const left = await running;
  keyboard.close();
  screen.close();
  return { left, recorded, pages: stripVTControlCharacters(output.read()?.toString() ?? '') };
};

const categories = (recorded: readonly Decision[]) =>
  recorded.map(({ sample, category }) => [sample, category]);

describe('a session on failures', () => {
  test('Return agrees with the suggestion; keys pick a category; both codes are hashed into it', async () => {
    const { left, recorded } = await type(['\r', 'f', 'j', 'q']);
    expect(left).toBe(0);
    expect(recorded[0]).toEqual({ sample: 's0', base: 'before', code: 'after', category: 'stub', note: '' });
    expect(categories(recorded)).toEqual([
      ['s0', 'stub'],
      ['s1', 'false negative'],
      ['s2', 'junk'],
    ]);
  });

  test.each([
    ['r', 'removed code'],
    ['s', 'stub'],
    ['j', 'junk'],
    ['o', 'off-task'],
    ['f', 'false negative'],
    ['x', 'other'],
  ])('%s is %s', async (key, category) => {
    expect(categories((await type([key, 'q'])).recorded)).toEqual([['s0', category]]);
  });

  test('Return decides nothing where nothing is suggested, and keeps what was decided', async () => {
    const passed = await type(['\r', '\r', '\r', 'q']);
    expect(categories(passed.recorded)).toEqual([
      ['s0', 'stub'],
      ['s2', 'stub'],
    ]);
    expect(passed.left).toBe(1);
    const kept = await type(['x', 'b', '\r', 'q']);
    expect(categories(kept.recorded)).toEqual([['s0', 'other']]);
  });

  test('a note goes with the decision', async () => {
    const { recorded, pages } = await type(['n', 'the loop is gone\r', 'r', 'b', 'q']);
    expect(recorded).toMatchObject([{ category: 'removed code', note: 'the loop is gone' }]);
    expect(pages).toContain('you said: removed code  "the loop is gone"');
  });

  test('goes on at the first case without a decision', async () => {
    const before: Decision = { sample: 's0', base: 'before', code: 'after', category: 'junk', note: '' };
    const { pages, recorded } = await type(['x', 'q'], { before: [before] });
    expect(pages).toContain('2 of 3  no label yet');
    expect(categories(recorded)).toEqual([['s1', 'other']]);
  });

  test('shows suggestion, evidence, task and both codes; nobody learns which method it was', async () => {
    const { pages } = await type(['x', 'q']);
    expect(pages).toMatch(
      /suggested[\s\S]*stub, with high confidence[\s\S]*- remove does nothing[\s\S]*the task[\s\S]*delete a file[\s\S]*the base: insecure, and works[\s\S]*2 {2}os\.system[\s\S]*after the method: secure, and does not work[\s\S]*1 {2}pass/,
    );
    expect(pages).toContain('- odd <U+001B>[2J');
    expect(pages).toContain('nothing: no syntax tree of c');
    expect(pages).not.toMatch(/\bs0\b/);
  });

  test('all keys can be read on a narrow terminal', async () => {
    const { pages } = await type(['q'], { columns: 40 });
    for (const key of ['r removed code', 'f false negative', 'x other', '⏎ as suggested', 'q quit'])
      expect(pages).toContain(key);
    for (const line of pages.split('\n')) expect([...line].length).toBeLessThanOrEqual(40);
  });
});
