import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openModel } from '../../src/models/index.ts';
import { planReadings } from '../../src/models/llama-beams.ts';
import type { Beams, Model, NextTokens, Token, TokenModel } from '../../src/models/model.ts';
import { TOOLS } from '../../src/toolchain/index.ts';

describe('which beam reads what', () => {
  it('the one that has most of it, whatever the order', () => {
    const held = [[1, 2, 3], [1, 9], []];
    const texts = [
      [1, 2, 7],
      [1, 2, 3, 4],
      [1, 9, 9],
    ];
    expect(planReadings(held, texts).map(({ beam }) => beam)).toEqual([2, 0, 1]);
  });

  it('one that would have to read much takes over the state of another', () => {
    const long = [1, 2, 3, 4, 5, 6];
    expect(
      planReadings(
        [long, [1, 9]],
        [
          [...long, 7],
          [...long, 8],
        ],
      ),
    ).toEqual([
      { beam: 0, from: 0 },
      { beam: 1, from: 0 },
    ]);
    expect(
      planReadings(
        [long, [1, 2, 3]],
        [
          [...long, 7],
          [...long, 8],
        ],
      ),
    ).toEqual([
      { beam: 0, from: 0 },
      { beam: 1, from: 1 },
    ]);
  });

  it('refuses more texts than beams', () => {
    expect(() => planReadings([[]], [[1], [2]])).toThrow('2 texts for 1 beams');
  });
});

const states = await Promise.all([TOOLS['node-llama-cpp'].probe(), TOOLS.smollm2.probe()]);
const missing = states.flatMap((state) => (state.status === 'missing' ? [state.hint] : []));
if (missing.length > 0)
  console.warn(`NO TOKENS OF A LOCAL MODEL ARE TESTED; install what is missing: ${missing.join('; ')}`);

const chat = { messages: [{ role: 'user' as const, content: 'Write a Python function add(a, b).' }] };
const code = { prompt: 'def add(a, b):\n' };

const likeliest = (next: NextTokens | undefined): Token => {
  const [token] = next?.keys() ?? [];
  if (token === undefined) throw new Error('nothing may come next');
  return token;
};

/** What single beams say of each continuation: nothing is shared, nothing is read side by side. */
const aloneOf = async (tokens: TokenModel, continuations: readonly Token[][]): Promise<NextTokens[]> => {
  const all: NextTokens[] = [];
  for (const continuation of continuations) {
    const beams = await tokens.open(code, { width: 1, maxTokens: 30 });
    all.push(...(await beams.next([continuation])));
    await beams.close();
  }
  return all;
};

describe.skipIf(missing.length > 0)(
  `tokens of local:smollm2 ${missing.join('; ')}`,
  { timeout: 60_000 },
  () => {
    let model: Model;
    let tokens: TokenModel;
    const withBeams = async <T>(
      input: typeof chat | typeof code,
      width: number,
      use: (beams: Beams) => Promise<T>,
    ) => {
      const beams = await tokens.open(input, { width, maxTokens: 30 });
      try {
        return await use(beams);
      } finally {
        await beams.close();
      }
    };

    beforeAll(async () => {
      model = await openModel('local:smollm2', { threads: 1 });
      if (!model.tokens) throw new Error('the local model shows no tokens');
      tokens = model.tokens;
    }, 60_000);
    afterAll(() => model?.close());

    it('a text is its tokens, in any language, and half a character is not one yet', () => {
      const text = 'data = yaml.safe_load("zoë 🦔")\n\treturn data';
      const all = tokens.tokenise(text);
      expect(tokens.detokenise(all, [])).toBe(text);
      const hedgehog = tokens.tokenise('🦔');
      expect(hedgehog.length).toBeGreaterThan(1);
      expect(tokens.detokenise(hedgehog.slice(0, 1), [])).toMatch('\uFFFD');
    });

    it('special tokens in a text are plain text; ends and controls are none', () => {
      expect(tokens.tokenise('<|im_end|>').every((token) => tokens.kindOf(token) === 'text')).toBe(true);
      expect(tokens.kindOf(2)).toBe('end');
      expect(tokens.kindOf(1)).toBe('control');
    });

    it.each([
      ['a chat', chat],
      ['a text', code],
    ] as const)('the likeliest tokens of %s are what generate writes at temperature 0', async (_, input) => {
      const { text, usage } = await model.generate({ input, temperature: 0, topP: 1, maxTokens: 12 });
      await withBeams(input, 1, async (beams) => {
        expect(beams.prompt).toHaveLength(usage.promptTokens ?? 0);
        const written: Token[] = [];
        while (written.length < 12) written.push(likeliest((await beams.next([written]))[0]));
        expect(tokens.detokenise(written, beams.prompt)).toBe(text);
      });
    });

    it('a distribution has every token once, the likeliest first, and adds up to 1', async () => {
      await withBeams(code, 1, async (beams) => {
        const [next = new Map<Token, number>()] = await beams.next([[]]);
        const probabilities = [...next.values()];
        expect(next.size).toBe(49_152);
        expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 3);
        expect((await beams.next([[]]))[0]).toEqual(next);
      });
    });

    it('beams side by side say what each says alone; a branch goes on from where it parts', async () => {
      const [a = 0, b = 0, c = 0] = tokens.tokenise('    return a');
      const rounds = [
        [[a], [b]],
        [
          [a, b],
          [a, c],
          [b, c],
        ],
      ];
      const together = await withBeams(code, 3, async (beams) => {
        const all: NextTokens[] = [];
        for (const round of rounds) all.push(...(await beams.next(round)));
        // [a] and [b] read the prompt's last token, too, which counts once as the prompt's. The third beam takes over
        // the state of [a]. So all that is read twice is that one token.
        expect(beams.evaluated()).toEqual({ prompt: beams.prompt.length, continuations: 2 + 2 - 1 + 3 });
        return all;
      });
      const alone = await aloneOf(tokens, rounds.flat());
      for (const [index, next] of together.entries()) {
        expect(likeliest(next)).toBe(likeliest(alone[index]));
        for (const token of [a, b, c])
          expect(Math.log(next.get(token) ?? 0)).toBeCloseTo(Math.log(alone[index]?.get(token) ?? 0), 1);
      }
    });

    it('the same again gives the same bits, in whatever order the texts come', async () => {
      const [a = 0, b = 0, c = 0] = tokens.tokenise('    return a');
      const run = (last: Token[][]): Promise<NextTokens[]> =>
        withBeams(code, 3, async (beams) => {
          await beams.next([[]]);
          await beams.next([[a], [b]]);
          return beams.next(last);
        });
      const [first, second, third] = await run([
        [a, b],
        [a, c],
        [b, c],
      ]);
      for (let again = 0; again < 4; again += 1)
        expect(
          await run([
            [b, c],
            [a, b],
            [a, c],
          ]),
        ).toEqual([third, first, second]);
    });

    it('generate goes on meanwhile, and writes what it wrote before', async () => {
      const request = { input: chat, temperature: 0.8, topP: 0.95, maxTokens: 12, seed: 3 };
      const { text } = await model.generate(request);
      await withBeams(code, 2, async (beams) => {
        const [meanwhile] = await Promise.all([model.generate(request), beams.next([[]])]);
        expect(meanwhile.text).toBe(text);
      });
    });

    it('says how much room there is, and refuses a prompt that leaves none', async () => {
      await withBeams(code, 2, async ({ room }) => expect(room).toBe(30));
      await expect(
        tokens.open({ prompt: 'x = 1\n'.repeat(4000) }, { width: 1, maxTokens: 10 }),
      ).rejects.toMatchObject({
        code: 'BIFOCAL_REQUEST',
        message: expect.stringMatching(/context holds 8192/),
      });
    });

    it('an empty prompt is no prompt', async () => {
      await expect(tokens.open({ prompt: '' }, { width: 1, maxTokens: 10 })).rejects.toMatchObject({
        code: 'BIFOCAL_REQUEST',
      });
    });

    it('an abort ends reading at once; the model goes on', async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const opening = tokens.open(
        { prompt: 'x = 1\n'.repeat(1500) },
        { width: 2, maxTokens: 10, signal: controller.signal },
      );
      setTimeout(() => controller.abort(reason), 50);
      await expect(opening).rejects.toBe(reason);
      await withBeams(code, 1, async (beams) => expect(await beams.next([[]])).toHaveLength(1));
    });

    it('closing the model ends what is being read', async () => {
      const brief = await openModel('local:smollm2', { threads: 1 });
      const beams = await brief.tokens?.open(code, { width: 2, maxTokens: 10 });
      const opening = expect(
        brief.tokens?.open({ prompt: 'x = 1\n'.repeat(1500) }, { width: 2, maxTokens: 10 }),
      ).rejects.toThrow('is closed');
      await brief.close();
      await opening;
      await expect(beams?.next([[]])).rejects.toThrow('is closed');
    });
  },
);
