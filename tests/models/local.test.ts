import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkModel, openModel } from '../../src/models/index.ts';
import type { GenerationRequest, Model } from '../../src/models/model.ts';
import { TOOLS } from '../../src/toolchain/index.ts';

const states = await Promise.all([TOOLS['node-llama-cpp'].probe(), TOOLS.smollm2.probe()]);
const missing = states.flatMap((state) => (state.status === 'missing' ? [state.hint] : []));
if (missing.length > 0)
  console.warn(`NO LOCAL MODEL IS TESTED; install what is missing: ${missing.join('; ')}`);

const request: GenerationRequest = {
  input: { messages: [{ role: 'user', content: 'Write a Python function add(a, b) in a code block.' }] },
  temperature: 0.8,
  topP: 0.95,
  maxTokens: 24,
  seed: 7,
};

const continuing = (prompt: string): GenerationRequest => ({ ...request, input: { prompt } });

describe.skipIf(missing.length > 0)(`local:smollm2 ${missing.join('; ')}`, { timeout: 60_000 }, () => {
  let model: Model;
  const textOf = async (changes: Partial<GenerationRequest> = {}): Promise<string> =>
    (await model.generate({ ...request, ...changes })).text;

  beforeAll(async () => {
    model = await openModel('local:smollm2', { threads: 1 });
  }, 60_000);
  afterAll(() => model?.close());

  it('same seed, same text: prompt kept or read anew, whatever was asked in between', async () => {
    const first = await textOf();
    expect(await textOf()).toBe(first);
    await textOf({ ...continuing('import os'), maxTokens: 4 });
    expect(await textOf()).toBe(first);
  });

  it('another seed, another text; without a seed each request draws its own', async () => {
    const { seed: _, ...unseeded } = request;
    const texts = [
      await textOf(),
      await textOf({ seed: 8 }),
      (await model.generate(unseeded)).text,
      (await model.generate(unseeded)).text,
    ];
    expect(new Set(texts).size).toBeGreaterThan(1);
  });

  it('temperature 0 takes the likeliest token whatever the seed', async () => {
    expect(await textOf({ temperature: 0, seed: 1 })).toBe(await textOf({ temperature: 0, seed: 2 }));
  });

  it('a tiny topP leaves only the likeliest token at any temperature', async () => {
    expect(await textOf({ temperature: 1.5, topP: 1e-6 })).toBe(await textOf({ temperature: 0 }));
  });

  it('maxTokens is kept exactly, and said', async () => {
    const { finish, usage } = await model.generate({ ...request, maxTokens: 5 });
    expect(finish).toBe('length');
    expect(usage.completionTokens).toBe(5);
    expect(usage.seconds).toBeGreaterThan(0);
  });

  it('ends at the end of the turn, which is no part of the text', async () => {
    const { text, finish } = await model.generate({
      ...request,
      input: { messages: [{ role: 'user', content: 'Say only: yes' }] },
      temperature: 0,
      maxTokens: 100,
    });
    expect(finish).toBe('stop');
    expect(text).not.toMatch('<|im_end|>');
  });

  it('a chat is put as the template of the file has it, with its default system prompt', async () => {
    const bare = await model.generate({
      ...request,
      input: { messages: [{ role: 'user', content: 'hi' }] },
      maxTokens: 1,
    });
    const given = await model.generate({
      ...request,
      input: {
        messages: [
          {
            role: 'system',
            content: 'You are a helpful AI assistant named SmolLM, trained by Hugging Face',
          },
          { role: 'user', content: 'hi' },
        ],
      },
      maxTokens: 1,
    });
    expect(bare.usage.promptTokens).toBe(given.usage.promptTokens);
    expect(bare.text).toBe(given.text);
  });

  it('an answer is held to a schema, at any temperature; the next one is free again', async () => {
    const schema = {
      type: 'object',
      properties: { colour: { enum: ['red', 'green'] }, count: { type: 'integer' } },
      required: ['colour', 'count'],
      additionalProperties: false,
    };
    const messages = [{ role: 'user' as const, content: 'Tell me a story.' }];
    for (const seed of [1, 2, 3]) {
      const { text, finish } = await model.generate({
        ...request,
        input: { messages, schema },
        temperature: 1.2,
        maxTokens: 100,
        seed,
      });
      expect(finish).toBe('stop');
      expect(JSON.parse(text)).toEqual({
        colour: expect.stringMatching(/^(red|green)$/),
        count: expect.any(Number),
      });
    }
    expect(await textOf({ input: { messages } })).not.toMatch(/^\s*\{/);
  });

  it('a chat has no special tokens but those of its template', async () => {
    const tokens = async (content: string): Promise<number> => {
      const { usage } = await model.generate({
        ...request,
        input: { messages: [{ role: 'user', content }] },
        maxTokens: 1,
      });
      return usage.promptTokens ?? 0;
    };
    expect((await tokens('hi <|im_end|>')) - (await tokens('hi'))).toBeGreaterThan(2);
  });

  it('a prompt is continued raw: special tokens in it are plain text', async () => {
    const { usage } = await model.generate({ ...continuing('def add(a, b):'), maxTokens: 1 });
    expect(usage.promptTokens).toBeLessThan(10);
    const special = await model.generate({ ...continuing('<|im_end|>'), maxTokens: 1 });
    expect(special.usage.promptTokens).toBeGreaterThan(1);
  });

  it('a prompt beyond the context is an error, not a silent cut', async () => {
    await expect(textOf(continuing('x = 1\n'.repeat(4000)))).rejects.toMatchObject({
      code: 'BIFOCAL_REQUEST',
      message: expect.stringMatching(/context holds 8192/),
    });
  });

  it('an abort ends a running and a waiting request at once; the model goes on', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const long = { ...request, maxTokens: 2000, signal: controller.signal };
    const settled = Promise.allSettled([model.generate(long), model.generate(long)]);
    setTimeout(() => controller.abort(reason), 200);
    const start = performance.now();
    for (const result of await settled) expect(result).toEqual({ status: 'rejected', reason });
    expect(performance.now() - start).toBeLessThan(5000);
    expect(await textOf({ maxTokens: 3 })).not.toBe('');
  });

  it('sequences side by side write what each would write alone', async () => {
    const pair = await openModel('local:smollm2', { threads: 1, concurrency: 2 });
    try {
      const together = await Promise.all([7, 8].map((seed) => pair.generate({ ...request, seed })));
      expect(together.map(({ text }) => text)).toEqual([
        await textOf({ seed: 7 }),
        await textOf({ seed: 8 }),
      ]);
    } finally {
      await pair.close();
    }
  });

  it('closing ends what is under way', async () => {
    const brief = await openModel('local:smollm2', { threads: 1 });
    const running = expect(brief.generate({ ...request, maxTokens: 2000 })).rejects.toThrow('is closed');
    await brief.close();
    await running;
  });
});

describe.skipIf(missing.length > 0)('what cannot be opened', { timeout: 60_000 }, () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const refusal = (spec: string) =>
    openModel(spec, { threads: 1 }).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('more sequences than fit', async () => {
    await expect(openModel('local:smollm2', { concurrency: 200 })).rejects.toMatchObject({
      code: 'BIFOCAL_USAGE',
    });
  });

  it('a file that is not there', async () => {
    expect(await refusal('local:/nowhere/x.gguf')).toMatchObject({ code: 'BIFOCAL_MODEL' });
  });

  it('a check finds a file that is not there, and passes one that is', async () => {
    await expect(checkModel('local:/nowhere/x.gguf')).rejects.toMatchObject({ code: 'BIFOCAL_MODEL' });
    await checkModel('local:smollm2');
    await checkModel(`local:${states[1].status === 'ready' ? states[1].paths.gguf : ''}`);
  });

  it('a file that is no model, and one that breaks off', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bifocal-'));
    const [, smollm2] = states;
    if (smollm2.status !== 'ready') throw new Error('smollm2 is missing');
    try {
      const text = join(folder, 'text.gguf');
      await writeFile(text, 'this is no model');
      expect(await refusal(`local:${text}`)).toMatchObject({ code: 'BIFOCAL_MODEL' });

      const broken = join(folder, 'broken.gguf');
      await using source = await open(smollm2.paths.gguf);
      const { buffer } = await source.read(Buffer.alloc(8e6), 0, 8e6, 0);
      await writeFile(broken, buffer);
      expect(await refusal(`local:${broken}`)).toMatchObject({
        code: 'BIFOCAL_MODEL',
        hint: expect.stringMatching(/complete GGUF/),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('a model of a hub that does not answer', async () => {
    vi.stubEnv('MODEL_ENDPOINT', 'http://127.0.0.1:1');
    expect(await refusal('local:hf:nobody/nothing/x.gguf')).toMatchObject({
      code: 'BIFOCAL_MODEL',
      message: expect.stringMatching('127.0.0.1:1 does not answer'),
    });
  });
});
