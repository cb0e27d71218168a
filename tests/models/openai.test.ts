import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BifocalError } from '../../src/core/errors.ts';
import { checkModel, openModel } from '../../src/models/index.ts';
import type { GenerationRequest, ModelOptions } from '../../src/models/model.ts';
import {
  answers,
  type Behaviour,
  breaksOff,
  endsEarly,
  isSilent,
  refuses,
  startServer,
} from './openai-server.ts';

const KEY = 'sk-test-0123456789abcdef';

const chat: GenerationRequest = {
  input: { messages: [{ role: 'user', content: 'hello' }] },
  temperature: 0.4,
  topP: 0.9,
  maxTokens: 300,
  seed: 11,
};

const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };

const openAt = (baseUrl: string, options: ModelOptions = {}) =>
  openModel('openai:tiny', { baseUrl, maxRetries: 0, ...options });

const failure = async (work: Promise<unknown>): Promise<BifocalError> => {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (error instanceof BifocalError) return error;
  throw new Error(`no BifocalError but ${String(error)}`, { cause: error });
};

const failureOf = async (...script: Behaviour[]): Promise<BifocalError> => {
  await using server = await startServer(...script);
  const model = await openAt(server.url);
  return await failure(model.generate(chat));
};

beforeEach(() => {
  vi.stubEnv('OPENAI_API_KEY', undefined);
  vi.stubEnv('BIFOCAL_API_KEY', undefined);
  vi.stubEnv('OPENAI_BASE_URL', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a well-behaved server', () => {
  it('answers a chat: pieces joined, tokens counted and priced', async () => {
    await using server = await startServer(answers(['def ', 'f():', ' pass']));
    const model = await openAt(server.url, { price: { input: 2, output: 10 } });
    const { text, finish, usage } = await model.generate(chat);
    expect({ text, finish }).toEqual({ text: 'def f(): pass', finish: 'stop' });
    expect(usage).toMatchObject({ promptTokens: 1000, completionTokens: 200, usd: 0.004 });
    expect(usage.seconds).toBeGreaterThan(0);
  });

  it('gets every decoding parameter, and no key if there is none', async () => {
    await using server = await startServer(answers(['x']));
    await (await openAt(server.url)).generate(chat);
    expect(server.seen).toHaveLength(1);
    const [request] = server.seen;
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.body).toEqual({
      model: 'tiny',
      messages: [{ role: 'user', content: 'hello' }],
      temperature: 0.4,
      top_p: 0.9,
      max_tokens: 300,
      seed: 11,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('continues a prompt at the completions endpoint', async () => {
    await using server = await startServer(answers(['return ', '1'], 'length'));
    const model = await openAt(server.url);
    const { text, finish } = await model.generate({ ...chat, input: { prompt: 'def f():\n' } });
    expect({ text, finish }).toEqual({ text: 'return 1', finish: 'length' });
    expect(server.seen[0]).toMatchObject({ path: '/v1/completions', body: { prompt: 'def f():\n' } });
  });

  it('is told the form of the answer, for a chat only', async () => {
    await using server = await startServer(answers(['{}']));
    const model = await openAt(server.url);
    await model.generate({ ...chat, input: { messages: [{ role: 'user', content: 'hello' }], schema } });
    await model.generate(chat);
    expect(server.seen.map(({ body }) => body.response_format)).toEqual([
      { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
      undefined,
    ]);
  });

  it('is given the key of the environment; our own variable goes first', async () => {
    await using server = await startServer(answers(['x']));
    vi.stubEnv('OPENAI_API_KEY', 'sk-other');
    vi.stubEnv('BIFOCAL_API_KEY', KEY);
    await (await openAt(server.url)).generate(chat);
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });
});

describe('a server with its own dialect', () => {
  it('that refuses stream_options is asked without from then on, and usage stays empty', async () => {
    const refusal = refuses(400, 'Unrecognized request argument supplied: stream_options');
    await using server = await startServer(refusal, answers(['x']));
    const notices: string[] = [];
    const model = await openAt(server.url, { onNotice: (notice) => notices.push(notice) });
    const { text, usage } = await model.generate(chat);
    await model.generate(chat);
    expect(text).toBe('x');
    expect(usage).toEqual({ seconds: expect.any(Number) });
    expect(server.seen.map(({ body }) => 'stream_options' in body)).toEqual([true, false, false]);
    expect(notices).toHaveLength(1);
  });

  it('that wants max_completion_tokens gets that name instead', async () => {
    const refusal = refuses(
      400,
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    );
    await using server = await startServer(refusal, answers(['x']));
    await (await openAt(server.url)).generate(chat);
    expect(server.seen[1]?.body).toMatchObject({ max_completion_tokens: 300 });
    expect(server.seen[1]?.body).not.toHaveProperty('max_tokens');
  });

  it.each([
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
    'This response_format type is unavailable now',
    'body.response_format: Extra inputs are not permitted',
  ])('that takes no schema is asked without from then on: %s', async (message) => {
    await using server = await startServer(refuses(400, message), answers(['x']));
    const notices: string[] = [];
    const model = await openAt(server.url, { onNotice: (notice) => notices.push(notice) });
    const held = { ...chat, input: { messages: [{ role: 'user' as const, content: 'hello' }], schema } };
    expect((await model.generate(held)).text).toBe('x');
    await model.generate(held);
    expect(server.seen.map(({ body }) => 'response_format' in body)).toEqual([true, false, false]);
    expect(notices).toEqual([expect.stringContaining('no schema')]);
  });

  it('that has several refusals gets all of them; the same refusal twice is an error', async () => {
    const noSeed = refuses(422, 'body.seed: Extra inputs are not permitted');
    const noOptions = refuses(422, 'body.stream_options: Extra inputs are not permitted');
    await using server = await startServer(noSeed, noOptions, noSeed);
    const model = await openAt(server.url);
    expect((await failure(model.generate(chat))).message).toMatch('body.seed');
    expect(server.seen).toHaveLength(3);
  });
});

describe('a server in trouble', () => {
  it('429: waits as long as Retry-After says, then succeeds', async () => {
    await using server = await startServer(refuses(429, 'slow down', { 'retry-after': '1' }), answers(['x']));
    const model = await openAt(server.url, { maxRetries: 2 });
    const start = performance.now();
    expect((await model.generate(chat)).text).toBe('x');
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  });

  it('500 twice, then an answer', async () => {
    const soon = { 'retry-after-ms': '1' };
    await using server = await startServer(
      refuses(500, 'oops', soon),
      refuses(502, 'oops', soon),
      answers(['x']),
    );
    expect((await (await openAt(server.url, { maxRetries: 2 })).generate(chat)).text).toBe('x');
  });

  it.each([
    ['a dropped connection', breaksOff],
    ['an answer without an end', endsEarly],
  ])('%s in the middle of an answer: asks again, never takes the half for the whole', async (_, trouble) => {
    await using server = await startServer(trouble, answers(['whole']));
    expect((await (await openAt(server.url, { maxRetries: 1 })).generate(chat)).text).toBe('whole');
    expect((await failureOf(trouble)).code).toBe('BIFOCAL_MODEL');
  });

  it('no retries means none', async () => {
    await using server = await startServer(refuses(503, 'busy'));
    await failure((await openAt(server.url)).generate(chat));
    expect(server.seen).toHaveLength(1);
  });

  it('slow but steady is no trouble', async () => {
    await using server = await startServer(answers(['a', 'b', 'c', 'd'], 'stop', 50));
    expect((await (await openAt(server.url)).generate(chat)).text).toBe('abcd');
  });

  it('an answer withheld by a content filter is an error, not an empty answer', async () => {
    expect(await failureOf(answers([], 'content_filter'))).toMatchObject({
      code: 'BIFOCAL_REQUEST',
      message: expect.stringContaining('content filter'),
    });
  });

  it('takes fewer requests at once after one is turned away for overload', async () => {
    let underWay = 0;
    let most = 0;
    const counts: Behaviour = async (response, request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await answers(['x'], 'stop', 20)(response, request);
      underWay -= 1;
    };
    const full = refuses(503, 'full', { 'retry-after-ms': '30' });
    await using server = await startServer(...Array<Behaviour>(8).fill(full), counts);
    const model = await openAt(server.url, { concurrency: 8, maxRetries: 4 });
    const eight = () => Promise.all(Array.from({ length: 8 }, () => model.generate(chat)));
    await eight();
    most = 0;
    await eight();
    expect(most).toBeLessThan(8);
    expect(most).toBeGreaterThan(1);
  });
});

describe('aborting', () => {
  it.each([
    ['a silent server', [isSilent]],
    ['a wait for Retry-After', [refuses(429, 'later', { 'retry-after': '30' })]],
    ['a stream', [answers(Array(1000).fill('x'), 'stop', 50)]],
  ])('ends %s at once with the reason given', async (_, script) => {
    await using server = await startServer(...script);
    const model = await openAt(server.url, { maxRetries: 3 });
    const reason = new Error('enough');
    const start = performance.now();
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 100);
    await expect(model.generate({ ...chat, signal: controller.signal })).rejects.toBe(reason);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('takes waiting requests out of the queue', async () => {
    await using server = await startServer(isSilent);
    const model = await openAt(server.url, { concurrency: 1 });
    const work = [model.generate(chat), model.generate(chat)].map(failure);
    await model.close();
    expect((await Promise.all(work)).map(({ message }) => message)).toEqual([
      'tiny is closed',
      'tiny is closed',
    ]);
    expect(server.seen.length).toBeLessThan(2);
  });
});

describe('errors say what to do', () => {
  it('nothing listens there', async () => {
    const url = await startServer(isSilent).then(async (server) => {
      await server[Symbol.asyncDispose]();
      return server.url;
    });
    const error = await failure((await openAt(url)).generate(chat));
    expect(error.message).toMatch('ECONNREFUSED');
    expect(error.hint).toMatch(`is the server running at ${url}?`);
  });

  it.each([
    [401, 'Incorrect API key', /BIFOCAL_API_KEY or OPENAI_API_KEY/, 'BIFOCAL_MODEL'],
    [404, 'The model `tiny` does not exist', /\/v1\/models/, 'BIFOCAL_MODEL'],
    [400, "This model's maximum context length is 2048 tokens", /longer context/, 'BIFOCAL_REQUEST'],
    [429, 'Rate limit reached', /concurrency/, 'BIFOCAL_MODEL'],
    [500, 'CUDA error', /log/, 'BIFOCAL_MODEL'],
    [400, "'temperature' does not support 0.4 with this model", /refused/, 'BIFOCAL_MODEL'],
  ])('%i %s', async (status, message, hint, code) => {
    const error = await failureOf(refuses(status, message));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it('a hosted model without a key, a base URL that is none, an unknown provider', async () => {
    expect((await failure(openModel('openai:gpt'))).hint).toMatch('OPENAI_API_KEY');
    expect((await failure(openAt('localhost:8000'))).code).toBe('BIFOCAL_USAGE');
    for (const spec of ['gpt-5', 'toString:x', 'openai:', ':x', '']) {
      expect(await failure(openModel(spec))).toMatchObject({
        code: 'BIFOCAL_USAGE',
        hint: expect.stringMatching(/openai:NAME.*local:NAME/),
      });
    }
  });
});

describe('a check before opening', () => {
  it('finds what is plainly missing, and asks no server', async () => {
    expect(await failure(checkModel('openai:gpt'))).toMatchObject({ code: 'BIFOCAL_MODEL' });
    expect(await failure(checkModel('openai:gpt', { baseUrl: 'localhost' }))).toMatchObject({
      code: 'BIFOCAL_USAGE',
    });
    await checkModel('openai:gpt', { baseUrl: 'http://127.0.0.1:1/v1' });
    vi.stubEnv('OPENAI_API_KEY', KEY);
    await checkModel('openai:gpt');
  });
});

describe('the key never shows', () => {
  const everythingIn = (error: unknown): string => {
    if (!(error instanceof Error)) return String(error);
    const own = Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)));
    return [...own, everythingIn(error.cause)].join('\n');
  };

  it.each([
    ['echoed by the server', refuses(401, `Incorrect API key provided: ${KEY}`)],
    ['echoed half masked', refuses(401, 'Incorrect API key provided: sk-test-0*******cdef')],
    [
      'echoed in a stream',
      ((response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(`data: ${JSON.stringify({ error: { message: `key ${KEY} ran out` } })}\n\n`);
      }) satisfies Behaviour,
    ],
    [
      'echoed without JSON',
      ((response) => {
        response.writeHead(400, { 'x-key': KEY }).end(`<h1>Bearer ${KEY}</h1>`);
      }) satisfies Behaviour,
    ],
  ])('%s', async (_, behaviour) => {
    vi.stubEnv('OPENAI_API_KEY', KEY);
    const shown = everythingIn(await failureOf(behaviour));
    expect(shown).toMatch('[hidden]');
    expect(shown).not.toMatch(KEY);
    expect(shown).not.toMatch('cdef');
  });

  it('in a base URL', async () => {
    const error = await failure((await openAt(`http://127.0.0.1:1/v1?api-key=${KEY}`)).generate(chat));
    expect(everythingIn(error)).not.toMatch(KEY);
  });

  it('in the model object', async () => {
    vi.stubEnv('OPENAI_API_KEY', KEY);
    const { inspect } = await import('node:util');
    expect(inspect(await openModel('openai:gpt'), { depth: 10 })).not.toMatch(KEY);
  });
});
