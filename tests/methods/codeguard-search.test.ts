import fc from 'fast-check';
import { mersenne } from 'pure-rand/generator/mersenne';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/languages/index.ts';
import { fillFromBanks } from '../../src/methods/codeguard/banks.ts';
import { impossibility } from '../../src/methods/codeguard/impossible.ts';
import { continuedLayout, fencedLayout } from '../../src/methods/codeguard/layout.ts';
import type { Constraints } from '../../src/methods/codeguard/phrases.ts';
import { drawTokens } from '../../src/methods/codeguard/sampling.ts';
import { type Found, type SearchOptions, search } from '../../src/methods/codeguard/search.ts';
import type { TokenModel } from '../../src/models/model.ts';
import { type Likes, toyTokens } from './codeguard-toy.ts';

/** C is not parsed here, so nothing is cut off. */
const ANYTHING = continuedLayout(languages.c);

type Changes = Partial<SearchOptions> & { readonly maxTokens?: number; readonly signal?: AbortSignal };

const find = async (
  tokens: TokenModel,
  constraints: Partial<Constraints>,
  { maxTokens = 40, signal, ...changes }: Changes = {},
): Promise<Found> => {
  const width = changes.width ?? 4;
  const beams = await tokens.open({ prompt: '' }, { width, maxTokens, ...(signal && { signal }) });
  return search(tokens, beams, {
    constraints: { require: [], forbid: [], ...constraints },
    layout: ANYTHING,
    before: '',
    stop: [],
    samples: 2,
    width,
    temperature: 1,
    topP: 0.95,
    seed: 1,
    objectionTo: () => undefined,
    limit: () => undefined,
    ...changes,
  });
};

const answerOf = (found: Found): string => {
  if (found.status === 'unsatisfied') throw new Error(found.reason);
  return found.answer;
};

describe('what is forbidden', () => {
  const pieces = ['yaml', '.load', '.lo', 'ad', 'load', '.', '(', 'safe', '_', ' '];
  const eager: Likes = (text) =>
    text.endsWith('yaml')
      ? { '.load': 50, '.lo': 30, '.': 20 }
      : text.endsWith('.lo')
        ? { ad: 90, end: 1 }
        : text.endsWith('.')
          ? { load: 90, safe: 2 }
          : { yaml: 50, ' ': 30, '(': 20, end: 5 };

  it('is written without constraints', async () => {
    const texts = await Promise.all(
      [1, 2, 3].map(async (seed) => answerOf(await find(toyTokens(pieces, eager).tokens, {}, { seed }))),
    );
    expect(texts.join()).toMatch(/\byaml\.load/);
  });

  it('is written in none of its tokenisations', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const found = await find(toyTokens(pieces, eager).tokens, { forbid: ['yaml.load'] }, { seed });
      expect(answerOf(found)).not.toMatch(/\byaml\.load/);
      expect(answerOf(found)).toMatch('yaml');
    }
  });

  it('is not put together from halves of characters', async () => {
    // Every byte is as likely as any other; the é is made of two.
    const { tokens } = toyTokens([], () => ({ end: 1 }), 1);
    const plainly = await find(tokens, { require: [['é']] }, { seed: 3 });
    expect(answerOf(plainly)).toMatch('é');
    for (const seed of [1, 2, 3]) {
      const found = await find(tokens, { require: [['caf']], forbid: ['é'] }, { seed });
      expect(answerOf(found)).not.toMatch('é');
    }
  });

  it('may begin in the prompt; what is in the prompt altogether does not count', async () => {
    const { tokens } = toyTokens(
      ['load(', 'safe_'],
      (text) => (text === '' ? { 'load(': 9, safe_: 1 } : { end: 9 }),
      0,
    );
    const before = 'yaml.load(x)\nyaml.';
    for (const seed of [1, 2, 3]) {
      expect(answerOf(await find(tokens, {}, { before, seed }))).toMatch(/^load/);
      const found = await find(tokens, { forbid: ['yaml.load('] }, { before, seed });
      expect(answerOf(found)).toMatch(/^safe_/);
    }
  });

  it('does not begin within a word', async () => {
    const { tokens } = toyTokens(['literal_', 'eval('], (text) =>
      text === '' ? { literal_: 9 } : text.endsWith('_') ? { 'eval(': 9 } : { end: 9 },
    );
    expect(answerOf(await find(tokens, { forbid: ['eval('] }))).toBe('literal_eval(');
    expect(answerOf(await find(tokens, { forbid: ['val('] }))).toBe('literal_eval(');
    expect(answerOf(await find(tokens, { forbid: ['literal_eval('] }))).not.toMatch(/\bliteral_eval/);
  });
});

describe('what is required', () => {
  const pieces = ['a', 'b', ' ', 'open', '(', 'safe', '_load', '\n'];
  const silent: Likes = () => ({ end: 100, a: 1, b: 1, ' ': 1 });

  it('is written by a model that would rather end at once', async () => {
    const { tokens } = toyTokens(pieces, silent);
    expect(answerOf(await find(tokens, {}))).toBe('');
    expect(answerOf(await find(tokens, { require: [['safe_load(']] }))).toMatch(/\bsafe_load\(/);
  });

  it('of alternatives, one; of requirements, all', async () => {
    const { tokens } = toyTokens(pieces, silent);
    const answer = answerOf(
      await find(tokens, { require: [['safe_load(', 'zzzzzz'], ['open(']], forbid: ['a'] }),
    );
    expect(answer).toMatch(/\bsafe_load\(/);
    expect(answer).toMatch(/\bopen\(/);
    expect(answer).not.toMatch(/zzz/);
  });

  it('counts in what is written only: a phrase within a word does not', async () => {
    const { tokens } = toyTokens(['my', 'yaml'], (text) => (text === '' ? { my: 9 } : { yaml: 9, end: 9 }));
    expect(answerOf(await find(tokens, { require: [['yaml']] }))).toMatch(/\byaml/);
  });

  it('goes on with what is begun', async () => {
    const { tokens } = toyTokens(['yaml', '.safe', '_load'], (text) =>
      text === '' ? { yaml: 1 } : text === 'yaml' ? { '.safe': 1 } : { end: 1 },
    );
    expect(answerOf(await find(tokens, { require: [['yaml.safe_load']] }, { temperature: 0 }))).toBe(
      'yaml.safe_load',
    );
  });

  it('a phrase that begins with a dot comes behind something that can have it', async () => {
    const { tokens } = toyTokens(['path', ' ', '.resolve()'], (text) =>
      text === '' ? { ' ': 1 } : text.trim() === '' ? { path: 1 } : { end: 1 },
    );
    const alone = { temperature: 0, width: 1, samples: 1 };
    expect(answerOf(await find(tokens, { require: [['.resolve()']] }, alone))).toBe(' path.resolve()');
  });

  it('comes before the end, whatever ends the answer', async () => {
    const { tokens } = toyTokens(['a', '\n'], (text) => (text === '' ? { a: 9 } : { '\n': 9, end: 1 }));
    const answer = answerOf(await find(tokens, { require: [['zz']] }, { stop: ['\n'] }));
    expect(answer).toMatch(/\bzz/);
    expect(answer).not.toMatch('\n');
  });

  it('is written in the shortest way where room is scarce, however unlikely that is', async () => {
    const { tokens } = toyTokens([], () => ({ b: 9 }), 1e-9);
    const long = [['bbbbbbbb', 'zz']];
    expect(answerOf(await find(tokens, { require: long }, { maxTokens: 3 }))).toMatch(/^zz/);
  });

  it('is characters of several tokens, too', async () => {
    const { tokens } = toyTokens(['x'], () => ({ x: 9, end: 1 }));
    expect(answerOf(await find(tokens, { require: [['zoë 🦔']] }))).toMatch('zoë 🦔');
  });
});

describe('property: whatever the model likes', () => {
  const letters = fc.constantFrom('a', 'b', 'c', '.', ' ');
  const phrase = fc.string({ unit: letters, minLength: 2, maxLength: 5 });
  const pieces = ['ab', 'bc', 'ca', 'a.', ' a', 'abc', 'a', 'b', 'c', '.', ' '];
  /** Likings that only the text and a number decide. */
  const moody =
    (mood: number): Likes =>
    (text) =>
      Object.fromEntries(
        ['end', ...pieces].map((piece, index) => {
          const random = Math.sin(
            mood * 7 + index * 13 + text.length * 29 + (text.codePointAt(text.length - 1) ?? 0),
          );
          return [piece, Math.exp(4 * random)];
        }),
      );
  const settings = fc.record({
    mood: fc.nat(1000),
    seed: fc.nat(1000),
    require: fc.array(fc.array(phrase, { minLength: 1, maxLength: 2 }), { maxLength: 3 }),
    forbid: fc.array(phrase, { maxLength: 3 }),
    temperature: fc.constantFrom(0, 0.4, 1, 1.5),
    topP: fc.constantFrom(0.5, 0.95, 1),
    width: fc.integer({ min: 1, max: 5 }),
  });
  /** Another way to look for a phrase than the one under test. */
  const has = (text: string, wanted: string): boolean =>
    new RegExp((/^\w/.test(wanted) ? '(?<!\\w)' : '') + wanted.replaceAll('.', '\\.')).test(text);

  it('what is called satisfied has all that is required and nothing forbidden, and the rest has a reason', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async ({ mood, require, forbid, ...rest }) => {
        const { tokens, asked } = toyTokens(pieces, moody(mood));
        const found = await find(tokens, { require, forbid }, { ...rest, maxTokens: 30 });
        expect(asked.length).toBeLessThanOrEqual(30);
        if (found.status === 'unsatisfied') expect(found.reason).not.toBe('');
        else {
          for (const any of require) expect(any.some((one) => has(found.answer, one))).toBe(true);
          for (const one of forbid) expect(has(found.answer, one)).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('what is possible is found where nothing is forbidden', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async ({ mood, require, forbid: _, ...rest }) => {
        const { tokens } = toyTokens(pieces, moody(mood));
        // A phrase that begins with a dot waits for something that it can follow.
        const clear = require.map((any) => any.map((one) => one.replace(/^\./, 'b')));
        const found = await find(tokens, { require: clear }, { ...rest, maxTokens: 40 });
        expect(found.status).toBe('satisfied');
      }),
      { numRuns: 100 },
    );
  });

  it('the same seed gives the same answer', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async ({ mood, require, forbid, ...rest }) => {
        const run = () => find(toyTokens(pieces, moody(mood)).tokens, { require, forbid }, rest);
        expect(await run()).toEqual(await run());
      }),
      { numRuns: 30 },
    );
  });
});

describe('how a search ends', () => {
  const pieces = ['a', 'b', ' '];
  const endless: Likes = () => ({ a: 5, b: 4, ' ': 3 });

  it('at the limit with what has all it needs, and says that it was cut off', async () => {
    const { tokens, asked } = toyTokens(pieces, endless, 0);
    const found = await find(tokens, { require: [['ba ba']] }, { maxTokens: 12 });
    expect(found).toMatchObject({ status: 'satisfied', finish: 'length' });
    expect(asked).toHaveLength(12);
  });

  it('with the answer that ended, rather than with a likelier one that was cut off', async () => {
    const { tokens } = toyTokens(pieces, (text) => ({ a: 50, b: 4, end: text.endsWith('b') ? 40 : 0 }), 0);
    const found = await find(tokens, {}, { maxTokens: 12, width: 3 });
    expect(found).toMatchObject({ status: 'satisfied', finish: 'stop' });
  });

  it('with no more answers than beams, though several end at once', async () => {
    const { tokens, asked } = toyTokens(['a', 'b', '\n'], (text) =>
      text === '' ? { a: 9, b: 9 } : { end: 9, '\n': 9, a: 2, b: 1 },
    );
    await find(tokens, {}, { temperature: 0, width: 2, samples: 4, stop: ['\n'] });
    expect(asked).toHaveLength(2);
  });

  it('having followed no text twice', async () => {
    const { tokens, asked } = toyTokens(['a', 'ab', 'bc', 'c'], (text) =>
      text === '' ? { a: 9, ab: 9 } : text === 'a' ? { bc: 9 } : text === 'ab' ? { c: 9 } : { a: 1, c: 1 },
    );
    await find(tokens, {}, { temperature: 0, maxTokens: 3 });
    const [, , third = []] = asked.map((beams) => beams.map((beam) => tokens.detokenise(beam, [])));
    expect(third).toContain('abc');
    expect(new Set(third).size).toBe(third.length);
  });

  it('at a text that ends answers, without it', async () => {
    const { tokens } = toyTokens(['ab', '\n', '#'], (text) =>
      text === '' ? { ab: 1 } : text.endsWith('ab') ? { '\n': 1 } : { '#': 1 },
    );
    const found = await find(tokens, { require: [['ab']] }, { stop: ['\n#'], temperature: 0, width: 1 });
    expect(found).toEqual({ status: 'satisfied', answer: 'ab', finish: 'stop' });
  });

  it('unsatisfied, soon, where all that may be written is forbidden', async () => {
    const { tokens, asked } = toyTokens(pieces, endless, 0);
    const found = await find(tokens, { require: [['zzzz']], forbid: ['a', 'b', ' ', 'z'] });
    expect(found).toMatchObject({
      status: 'unsatisfied',
      reason: expect.stringMatching(/no beam was left \(.*forbidden/),
    });
    expect(asked.length).toBeLessThan(5);
  });

  it('unsatisfied, before the limit, where there is no room for the rest', async () => {
    const { tokens, asked } = toyTokens(['a'], () => ({ a: 9 }), 0);
    const constraints = { require: [['x('], ['y(']], forbid: ['(x', '(y', '( '] };
    expect(await find(tokens, constraints, { maxTokens: 4 })).toMatchObject({
      status: 'unsatisfied',
      reason: expect.stringMatching(/no room/),
    });
    expect(asked.length).toBeLessThan(4);
    expect(await find(tokens, constraints, { maxTokens: 6 })).toMatchObject({ status: 'satisfied' });
  });

  it('unsatisfied with the answer that came nearest, where something is wrong with all', async () => {
    const { tokens } = toyTokens(pieces, () => ({ a: 5, end: 5 }));
    const found = await find(tokens, {}, { objectionTo: () => 'not in the code' });
    expect(found).toEqual({
      status: 'unsatisfied',
      reason: 'not in the code',
      best: expect.stringMatching(/^a*$/),
    });
  });

  it('when a limit says so, with the reason', async () => {
    const { tokens, asked } = toyTokens(pieces, endless);
    let steps = 0;
    const limit = () => {
      steps += 1;
      return steps === 3 ? 'enough' : undefined;
    };
    expect(await find(tokens, { require: [['b b b b b']] }, { limit })).toEqual({
      status: 'unsatisfied',
      reason: 'enough',
    });
    expect(asked).toHaveLength(3);
  });

  it('at once when aborted', async () => {
    const reason = new Error('enough');
    const { tokens } = toyTokens(pieces, endless);
    await expect(find(tokens, {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('an answer with a code block', () => {
  const layout = fencedLayout(languages.python);
  const pieces = ['```', 'python', '\n', 'Sure', 'eval(', 'safe(', 'x'];
  /** Talks, and puts the phrase where it is no code. */
  const chatty: Likes = (text) =>
    text === ''
      ? { Sure: 9, '```': 1 }
      : text.endsWith('Sure')
        ? { 'safe(': 5, '\n': 5, end: 5 }
        : { end: 9, '\n': 3, x: 3, '```': 3 };

  it('has what is required in the block, and ends with it', async () => {
    for (const seed of [1, 2, 3]) {
      const { tokens } = toyTokens(pieces, chatty);
      const answer = answerOf(await find(tokens, { require: [['safe(']] }, { layout, seed, maxTokens: 30 }));
      expect(answer).toMatch(/(^|\n)```(python)?\n[^`]*\bsafe\(/);
    }
  });

  it('does not close the block before that', async () => {
    const { tokens } = toyTokens(['```\n', 'safe('], (text) =>
      text.endsWith('```\n') ? { '```\n': 9, end: 1 } : { '```\n': 9 },
    );
    const answer = answerOf(await find(tokens, { require: [['safe(']] }, { layout, maxTokens: 12 }));
    expect(answer).toMatch(/^```\n(```\n)*[^`]*\bsafe\(/);
    expect(layout.regionOf(answer).code).toMatch('safe(');
  });

  it('before, in and behind the block', () => {
    const region = (text: string) => {
      const { state, code } = layout.regionOf(text);
      return [state, code];
    };
    expect(region('Sure:')).toEqual(['before', '']);
    expect(region('Sure:\n```pyth')).toEqual(['before', '']);
    expect(region('Sure:\n```python\n')).toEqual(['open', '']);
    expect(region('```python\nx = 1\n``')).toEqual(['open', 'x = 1\n``']);
    expect(region('```python\nx = 1\n```\n')).toEqual(['closed', 'x = 1']);
    expect(region('```\nx = 1\n')).toEqual(['open', 'x = 1\n']);
    expect(region('```bash\npip install x\n```\n')).toEqual(['before', '']);
    expect(region('```bash\npip\n```\n```python\ny')).toEqual(['open', 'y']);
  });

  it('code that goes on is over where the extractor cuts it', () => {
    const goesOn = continuedLayout(languages.python);
    expect(goesOn.regionOf('    return 1\nprint(f')).toMatchObject({ state: 'open' });
    expect(goesOn.regionOf('    return 1\nprint(f())\n')).toEqual({
      state: 'closed',
      code: '    return 1',
      answer: '    return 1',
    });
    expect(goesOn.regionOf('    return 1\n\ndef g():\n    pass\n').state).toBe('open');
  });
});

describe('what is impossible is told without a model', () => {
  const { tokens } = toyTokens(['aa'], () => ({}));
  const why = (constraints: Constraints, room = 50): string | undefined =>
    impossibility(constraints, ANYTHING, tokens.tokenise, room);

  it('a phrase that is required and forbidden, in all its alternatives', () => {
    expect(why({ require: [['x.load(y)', 'load(z)']], forbid: ['load('] })).toBe(
      '"x.load(y) | load(z)" is required and forbidden',
    );
    expect(why({ require: [['x.load(y)', 'save(z)']], forbid: ['load('] })).toBeUndefined();
    expect(why({ require: [['xload(y)']], forbid: ['load('] })).toBeUndefined();
  });

  it('more than there is room for', () => {
    expect(why({ require: [['aaaa', 'b'.repeat(9)], ['cc']], forbid: [] }, 4)).toBeUndefined();
    expect(why({ require: [['aaaa', 'b'.repeat(9)], ['cc']], forbid: [] }, 3)).toBe(
      'what is required takes 4 tokens, the answer may have 3',
    );
  });
});

describe('banks', () => {
  const candidate = fc.record({ left: fc.nat(6), score: fc.double({ min: -50, max: 0, noNaN: true }) });

  it('property: full, or everybody; no bank is empty before another has its second; the best of each', () => {
    fc.assert(
      fc.property(fc.array(candidate), fc.integer({ min: 1, max: 8 }), (candidates, width) => {
        const chosen = fillFromBanks(candidates, width);
        expect(chosen).toHaveLength(Math.min(width, candidates.length));
        const banks = Map.groupBy(candidates, ({ left }) => left);
        const taken = Map.groupBy(chosen, ({ left }) => left);
        const most = Math.max(0, ...[...taken.values()].map(({ length }) => length));
        for (const [left, bank] of banks) {
          const of = taken.get(left) ?? [];
          expect(of.length).toBeGreaterThanOrEqual(Math.min(bank.length, most - 1));
          const best = bank.map(({ score }) => score).toSorted((a, b) => b - a);
          expect(of.map(({ score }) => score)).toEqual(best.slice(0, of.length));
        }
      }),
    );
  });
});

describe('drawing', () => {
  const next = new Map([
    [7, 0.5],
    [3, 0.3],
    [9, 0.15],
    [1, 0.05],
  ]);
  const draw = (
    options: { temperature?: number; topP?: number; count?: number; seed?: number },
    refuse: number[] = [],
  ) => {
    const taken: number[] = [];
    drawTokens(
      next,
      {
        temperature: options.temperature ?? 1,
        topP: options.topP ?? 1,
        count: options.count ?? 2,
        random: mersenne(options.seed ?? 1),
      },
      (token) => {
        if (!refuse.includes(token)) taken.push(token);
        return !refuse.includes(token);
      },
    );
    return taken;
  };

  it('at temperature 0, the likeliest that are not refused', () => {
    expect(draw({ temperature: 0 })).toEqual([7, 3]);
    expect(draw({ temperature: 0 }, [7])).toEqual([3, 9]);
  });

  it('never beyond the nucleus, unless all of it is refused', () => {
    for (let seed = 1; seed < 30; seed += 1) {
      expect(draw({ topP: 0.7, count: 4, seed }).toSorted()).toEqual([3, 7]);
      expect(draw({ topP: 0.7, count: 4, seed }, [7, 3])).toEqual([9]);
    }
  });

  it('as often as it is likely; more evenly when hot, less when cold', () => {
    const share = (temperature: number): number =>
      Array.from({ length: 2000 }, (_, seed) => draw({ temperature, count: 1, seed })[0]).filter(
        (token) => token === 7,
      ).length / 2000;
    expect(share(1)).toBeCloseTo(0.5, 1);
    // p^(1/T), normalised: 0.25 of 0.365 at a half, 0.71 of 1.86 at two.
    expect(share(0.5)).toBeCloseTo(0.68, 1);
    expect(share(2)).toBeCloseTo(0.38, 1);
  });

  it('property: each token once', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(0, 0.3, 1, 3),
        fc.constantFrom(0.1, 0.9, 1),
        (seed, temperature, topP) => {
          const drawn = draw({ seed, temperature, topP, count: 9 });
          expect(new Set(drawn).size).toBe(drawn.length);
          expect(drawn.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
