import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Label } from '../../src/analysis/review/terms.ts';
import { Interrupted } from '../../src/cli/interrupt.ts';
import { lineText, parseCwes, parseLines } from '../../src/cli/review/ask.ts';
import { openKeyboard } from '../../src/cli/review/keyboard.ts';
import { pageLines } from '../../src/cli/review/page.ts';
import { openScreen } from '../../src/cli/review/screen.ts';
import { type Item, runSession } from '../../src/cli/review/session.ts';
import { visible, wrap } from '../../src/reports/visible.ts';
import { labelOf } from './support.ts';

const ESCAPE = '\u001b';
const CTRL_C = '\u0003';

const item = (sample: string, rest: Partial<Item> = {}): Item => ({
  sample,
  codeHash: 'code',
  task: 'write a query',
  code: 'a = 1\nb = 2\nc = 3\n',
  asides: [],
  ...rest,
});

const ITEMS = [item('s0'), item('s1'), item('s2')];

/** Types keys into a session until it ends, or the input does. */
const type = async (
  keys: readonly string[],
  items: readonly Item[] = ITEMS,
  before: readonly Label[] = [],
) => {
  const [input, output] = [new PassThrough(), Object.assign(new PassThrough(), { columns: 80, rows: 24 })];
  const recorded: Label[] = [];
  const keyboard = openKeyboard(input);
  const screen = openScreen(output);
  const session = {
    items,
    labels: new Map(before.map((label) => [label.sample, label])),
    record: (label: Label) => void recorded.push(label),
  };
  const running = runSession(session, screen, { keyboard, show: screen.line }).then(
    (left) => ({ left, error: undefined }),
    (error: unknown) => ({ left: undefined, error }),
  );
  for (const key of keys) {
    input.write(key);
    // A lone Escape is told from the start of a sequence by what does not follow it.
    if (key === ESCAPE) await new Promise((resolve) => setTimeout(resolve, 600));
  }
  input.end();
  const end = await running;
  keyboard.close();
  screen.close();
  const pages = stripVTControlCharacters(output.read()?.toString() ?? '');
  return { ...end, recorded, pages };
};

describe('a labelling session', () => {
  test('takes verdicts, CWEs, lines and notes, also when they are typed ahead', async () => {
    const { left, recorded } = await type(['s', 'i89, CWE-79\r3,1-2\r', 'nno idea\r', 'u', 'q']);
    expect(left).toBe(0);
    expect(recorded).toEqual([
      labelOf('s0', 'secure'),
      labelOf('s1', 'insecure', { cwes: [79, 89], lines: [1, 2, 3] }),
      labelOf('s2', 'unsure', { note: 'no idea' }),
    ]);
  });

  test('goes on at the first sample without a label, and back round to those that were passed', async () => {
    const { left, recorded, pages } = await type(['s', 'q'], ITEMS, [labelOf('s0', 'secure')]);
    expect(recorded.map(({ sample }) => sample)).toEqual(['s1']);
    expect(left).toBe(1);
    expect(pages).toContain('2 of 3  no label yet');
    const round = await type(['u'], ITEMS, [labelOf('s1', 'secure'), labelOf('s2', 'secure')]);
    expect(round.recorded).toEqual([labelOf('s0', 'unsure')]);
    expect(round.pages).toContain('all 3 are labelled');
  });

  test('goes back, shows what was said, and replaces it', async () => {
    const { recorded, pages } = await type(['s', 'b', 'i\r2\r', 'q']);
    expect(recorded).toEqual([labelOf('s0', 'secure'), labelOf('s0', 'insecure', { lines: [2] })]);
    expect(pages).toContain('you said: secure');
  });

  test('a note on a labelled sample changes its label; return keeps it and goes on', async () => {
    const { recorded } = await type(['s', 'b', 'n', 'sure\r', '\r', 'u'], ITEMS);
    expect(recorded).toEqual([
      labelOf('s0', 'secure'),
      labelOf('s0', 'secure', { note: 'sure' }),
      labelOf('s1', 'unsure'),
    ]);
  });

  test('return passes a sample by; it comes back when the others are done', async () => {
    const { recorded, left } = await type(['\r', 's', 's', 'u', 'q']);
    expect(recorded.map(({ sample }) => sample)).toEqual(['s1', 's2', 's0']);
    expect(left).toBe(0);
    const passed = await type(['\r', '\r', '\r', '\r', 'i\r\r', 'q']);
    expect(passed).toMatchObject({ recorded: [{ sample: 's0' }], left: 2 });
    expect(passed.pages).toContain('3 of 3 have no label');
  });

  test('what is no answer is asked for again; Escape gives up', async () => {
    const { recorded, pages } = await type([
      'i',
      'none\r',
      '\u007f'.repeat(4),
      '22\r',
      '4\r',
      '\u007f1\r',
      'q',
    ]);
    expect(recorded).toEqual([labelOf('s0', 'insecure', { cwes: [22], lines: [1] })]);
    expect(pages).toContain('(numbers only)');
    expect(pages).toContain('(1 to 3)');
    expect(await type(['i', ESCAPE, 'q'])).toMatchObject({ recorded: [], left: 3 });
    expect(await type(['i', ESCAPE, 's', 'q'])).toMatchObject({ recorded: [labelOf('s0', 'secure')] });
    expect(await type([`${ESCAPE}s`, 'q'])).toMatchObject({ recorded: [] });
  });

  test('Ctrl-C ends it, after what was given is recorded', async () => {
    const { error, recorded } = await type(['s', 'i', CTRL_C]);
    expect(error).toBeInstanceOf(Interrupted);
    expect(recorded).toEqual([labelOf('s0', 'secure')]);
  });

  test('scrolls what is longer than the terminal, and starts each sample at its top', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `line_${i + 1} = 0`).join('\n');
    const { pages } = await type(
      [' ', '\u001b[B', 's', 'q'],
      [item('s0', { code: long }), item('s1', { code: long })],
    );
    const screens = pages.split('quit');
    expect(screens[0]).toContain('line_18');
    expect(screens[0]).not.toContain('line_19');
    expect(screens[0]).toContain('42 more lines below');
    expect(screens[1]).toContain('line_37');
    expect(screens[2]).toContain('line_38');
    expect(screens[3]).toContain('the task');
  });

  test('is blind: no name of sample, model or method; an adjudicator sees two labels', async () => {
    const { pages } = await type(['q'], [item('T/1|gpt|sven|0', { asides: ['A: secure', 'B: unsure'] })]);
    expect(pages).not.toMatch(/gpt|sven|T\/1/);
    expect(pages).toMatch(/two people said[\s\S]*A: secure\nB: unsure\n[\s\S]*the task[\s\S]*1 {2}a = 1/);
  });
});

test('code cannot act on the terminal', () => {
  expect(visible('x\u001b[2J = "\u202e"\t# \u200b\r')).toBe('x<U+001B>[2J = "<U+202E>"    # <U+200B>');
  const lines = pageLines({ task: '\u001b]0;title\u0007', code: 'a\u001b[1Ab', asides: ['\u001bc'] }, 80);
  expect(stripVTControlCharacters(lines.join(''))).toBe(lines.join('').replaceAll(/\u001b\[\d+m/g, ''));
});

test('wrap breaks between words, and words that are too long', () => {
  expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  expect(wrap('', 4)).toEqual(['']);
});

test.each([
  { text: '89', cwes: [89] },
  { text: ' CWE-89, cwe78;89 ', cwes: [78, 89] },
  { text: '', cwes: [] },
  { text: 'SQL injection', cwes: undefined },
  { text: '0', cwes: undefined },
])('CWEs: "$text"', ({ text, cwes }) => {
  expect(parseCwes(text)).toEqual(cwes);
});

test.each([
  { text: '3', lines: [3] },
  { text: '7-9, 2', lines: [2, 7, 8, 9] },
  { text: '', lines: [] },
  { text: '9-7', lines: undefined },
  { text: '0', lines: undefined },
  { text: '10', lines: undefined },
  { text: 'all', lines: undefined },
])('lines of nine: "$text"', ({ text, lines }) => {
  expect(parseLines(text, 9)).toEqual(lines);
  if (lines) expect(parseLines(lineText(lines), 9)).toEqual(lines);
});
