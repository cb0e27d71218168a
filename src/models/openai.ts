import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';
import { BifocalError } from '../core/errors.ts';
import type { Usage } from '../core/sample.ts';
import { untilAborted } from './abort.ts';
import { adaptiveQueue } from './adaptive.ts';
import type { GenerationRequest, Model, ModelOptions, ModelProvider } from './model.ts';
import { concede, FULL_DIALECT } from './openai-dialect.ts';
import { BrokenStreamError, explain, isOverload } from './openai-errors.ts';
import { type Answer, ask } from './openai-request.ts';
import { scrubber, showableUrl } from './secrets.ts';

const HOSTED = 'https://api.openai.com/v1';

const baseUrlOf = ({ baseUrl }: ModelOptions): string =>
  checkedUrl(baseUrl ?? process.env.OPENAI_BASE_URL ?? HOSTED);
const DEFAULT_CONCURRENCY = 8;
const DEFAULT_RETRIES = 4;

const checkedUrl = (url: string): string => {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    'the base URL of the model is no http(s) URL',
    'write it like http://127.0.0.1:8000/v1.',
  );
};

const cost = (tokens: Answer['tokens'], price: ModelOptions['price']): Usage =>
  tokens === undefined
    ? {}
    : {
        promptTokens: tokens.prompt,
        completionTokens: tokens.completion,
        ...(price !== undefined && {
          usd: (tokens.prompt * price.input + tokens.completion * price.output) / 1e6,
        }),
      };

/** Seconds to wait before the answer is asked for again; doubles, up to 8 s. */
const pause = (attempt: number): number => Math.min(8, 0.5 * 2 ** attempt);

/** @throws BifocalError BIFOCAL_USAGE (a wrong URL), BIFOCAL_MODEL (no key where one is needed) */
const access = (name: string, options: ModelOptions) => {
  const baseURL = baseUrlOf(options);
  const key = process.env.BIFOCAL_API_KEY || process.env.OPENAI_API_KEY || undefined;
  if (key === undefined && baseURL === HOSTED) {
    throw new BifocalError(
      'BIFOCAL_MODEL',
      `openai:${name} needs a key`,
      'set OPENAI_API_KEY in the environment, or give the base URL of a server of your own.',
    );
  }
  return { baseURL, key };
};

const open = async (name: string, options: ModelOptions): Promise<Model> => {
  const { baseURL, key } = access(name, options);
  const facts = {
    model: name,
    url: showableUrl(baseURL),
    hasKey: key !== undefined,
    scrub: scrubber(key === undefined ? [] : [key]),
  };
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  const maxRetries = options.maxRetries ?? DEFAULT_RETRIES;
  const queue = adaptiveQueue(concurrency);
  const closing = new AbortController();
  let dialect = FULL_DIALECT;

  const client = new OpenAI({
    baseURL,
    apiKey: key ?? 'none',
    maxRetries,
    logLevel: 'off',
    ...(key === undefined && { defaultHeaders: { Authorization: null } }),
    // The library retries by itself; only here is each single attempt to be seen.
    fetch: async (url, init) => {
      const startedIn = queue.episode();
      const response = await fetch(url, init);
      if (isOverload(response.status)) queue.congested(startedIn);
      return response;
    },
  });

  const askInDialect = async (request: GenerationRequest): Promise<Answer> => {
    const spoken = dialect;
    try {
      return await ask(client, name, request, spoken);
    } catch (error) {
      const concession = concede(spoken, error);
      if (concession === undefined) throw error;
      if (dialect === spoken && concession.notice !== undefined) options.onNotice?.(concession.notice);
      dialect = dialect === spoken ? concession.dialect : dialect;
      return askInDialect(request);
    }
  };

  const askPatiently = async (request: GenerationRequest, attempt = 0): Promise<Answer> => {
    try {
      return await askInDialect(request);
    } catch (error) {
      if (!(error instanceof BrokenStreamError) || attempt >= maxRetries) throw error;
      await sleep(pause(attempt) * 1000, undefined, { signal: request.signal });
      return askPatiently(request, attempt + 1);
    }
  };

  const answer = async (request: GenerationRequest) => {
    const start = performance.now();
    const { text, finish, tokens } = await askPatiently(request);
    const seconds = (performance.now() - start) / 1000;
    return { text, finish, usage: { ...cost(tokens, options.price), seconds } };
  };

  return {
    id: `openai:${name}`,
    concurrency,
    generate: async (request) => {
      const signal = AbortSignal.any([closing.signal, ...(request.signal ? [request.signal] : [])]);
      try {
        return await untilAborted(
          queue.run(() => answer({ ...request, signal }), signal),
          signal,
        );
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw explain(error, facts);
      }
    },
    close: async () =>
      closing.abort(new BifocalError('BIFOCAL_MODEL', `${name} is closed`, 'open it again.')),
  };
};

/** Any server that speaks OpenAI's protocol: vLLM, Ollama, llama-server, hosted ones. */
export const openai: ModelProvider = {
  id: 'openai',
  title: 'OpenAI-compatible server',
  identify: async (_name, options) => ({ url: showableUrl(baseUrlOf(options)) }),
  tools: () => [],
  check: async (name, options) => {
    access(name, options);
  },
  open,
};
