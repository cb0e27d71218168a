import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import PQueue from 'p-queue';
import { BifocalError } from '../core/errors.ts';
import { TOOLS } from '../toolchain/index.ts';
import { requireTool } from '../toolchain/require-tool.ts';
import { untilAborted } from './abort.ts';
import { type Grammar, type Llama, loadBinding } from './llama-binding.ts';
import { checkModelFile, findModelFile } from './llama-file.ts';
import { llamaTokens } from './llama-tokens.ts';
import { createWriter } from './llama-writer.ts';
import type {
  Beams,
  GenerationRequest,
  JsonSchema,
  Model,
  ModelOptions,
  ModelProvider,
  TokenModel,
} from './model.ts';

/** Room for prompt and answer of one request, if the model was trained on that much. */
const CONTEXT_TOKENS = 8192;

/** On a CPU a batch of sequences writes hardly more tokens per second than one sequence, which answers sooner. */
const DEFAULT_SEQUENCES = 1;

/** Each sequence has a context of its own; hundreds fill the memory before llama.cpp says no. */
const MAX_SEQUENCES = 16;

/**
 * One core is left to the rest of the pipeline. The threads of a matrix product wait for each other in a busy
 * loop: one that loses its core to a scanner stalls them all, and the model slows down tenfold and more.
 */
const defaultThreads = (cores: number): number => Math.max(1, cores - 1);

/** What llama.cpp complained about last says more than the exception that follows. */
const explain = (error: unknown, name: string, complaint?: string): BifocalError => {
  if (error instanceof BifocalError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const memory = /memory|alloc|too large for the available resources/i.test(`${message} ${complaint ?? ''}`);
  return new BifocalError(
    'BIFOCAL_MODEL',
    `local:${name}: ${message}${complaint === undefined ? '' : ` (${complaint})`}`,
    memory
      ? 'take a smaller model or a stronger quantisation, or fewer requests (or beams) at once.'
      : 'is the file a complete GGUF model? Fetch it again, or take another one.',
    { cause: error },
  );
};

/** A grammar is made once for each schema, known by the object that it is. */
const grammarKeeper = (llama: Llama): ((schema: JsonSchema) => Promise<Grammar>) => {
  const kept = new WeakMap<JsonSchema, Promise<Grammar>>();
  return (schema) => {
    const grammar = kept.get(schema) ?? llama.createGrammarForJsonSchema(schema);
    kept.set(schema, grammar);
    return grammar;
  };
};

const load = async (name: string, options: ModelOptions, concurrency: number) => {
  const { paths } = await requireTool(TOOLS['node-llama-cpp']);
  const binding = await loadBinding(paths.entry);
  const modelPath = await findModelFile(name, binding, options.onNotice ?? (() => {}));
  let complaint: string | undefined;
  const llama = await binding.getLlama({
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: 0,
    logLevel: 'error',
    logger: (_level, message) => {
      complaint = message.trim() || complaint;
    },
  });
  try {
    const model = await llama.loadModel({ modelPath });
    const threads = options.threads ?? defaultThreads(llama.cpuMathCores);
    const context = await model.createContext({
      contextSize: { max: Math.min(CONTEXT_TOKENS, model.trainContextSize) },
      sequences: concurrency,
      threads,
    });
    const grammarOf = grammarKeeper(llama);
    const writers = Array.from({ length: concurrency }, () =>
      createWriter(binding, model, context.getSequence(), grammarOf),
    );
    return { writers, tokens: llamaTokens(binding, model, threads), dispose: () => llama.dispose() };
  } catch (error) {
    await llama.dispose();
    throw explain(error, name, complaint);
  }
};

/** The versions of the engine and of an embedded model; of a file, its size and when it was changed. */
const identify = async (name: string): Promise<Readonly<Record<string, string>>> => {
  const versions = await Promise.all(
    local.tools(name).map(async (id) => {
      const state = await TOOLS[id].probe();
      return [id, state.status === 'ready' ? state.version : 'missing'] as const;
    }),
  );
  const file = await stat(resolve(name)).catch(() => undefined);
  return {
    ...Object.fromEntries(versions),
    ...(file ? { bytes: String(file.size), changed: file.mtime.toISOString() } : {}),
  };
};

const open = async (name: string, options: ModelOptions): Promise<Model> => {
  const concurrency = options.concurrency ?? DEFAULT_SEQUENCES;
  if (concurrency > MAX_SEQUENCES) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `a local model cannot take ${concurrency} requests at once`,
      `set the concurrency to ${MAX_SEQUENCES} at most; ${DEFAULT_SEQUENCES} is about as fast.`,
    );
  }
  const {
    writers: idle,
    tokens,
    dispose,
  } = await load(name, options, concurrency).catch((error: unknown) => {
    throw explain(error, name);
  });
  const queue = new PQueue({ concurrency });
  const closing = new AbortController();

  /** Keeps its sequence until llama.cpp is done with it, also if nobody waits for the text any more. */
  const write = async (request: GenerationRequest) => {
    request.signal?.throwIfAborted();
    const writer = idle.pop();
    if (writer === undefined) throw new Error('more requests under way than sequences');
    try {
      return await writer(request);
    } finally {
      idle.push(writer);
    }
  };

  const untilClosed = (signal: AbortSignal | undefined): AbortSignal =>
    AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]);

  /** Has work fail with the signal's reason, or with an error that a person understands. */
  const explained = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw explain(error, name);
    }
  };

  const opened = new Set<Promise<Beams>>();
  const openBeams: TokenModel['open'] = async (input, options) => {
    const signal = untilClosed(options.signal);
    const opening = tokens.open(input, { ...options, signal });
    opened.add(opening);
    const beams = await explained(opening, signal).catch((error: unknown) => {
      opened.delete(opening);
      throw error;
    });
    return {
      ...beams,
      next: (continuations) => explained(beams.next(continuations), signal),
      close: async () => {
        await beams.close();
        opened.delete(opening);
      },
    };
  };

  return {
    id: `local:${name}`,
    concurrency,
    tokens: { ...tokens, open: openBeams },
    generate: async (request) => {
      const signal = untilClosed(request.signal);
      return explained(
        untilAborted(
          queue.add(() => write({ ...request, signal })),
          signal,
        ),
        signal,
      );
    },
    close: async () => {
      closing.abort(new BifocalError('BIFOCAL_MODEL', `local:${name} is closed`, 'open it again.'));
      await queue.onIdle();
      await Promise.allSettled([...opened].map(async (opening) => (await opening).close()));
      await dispose();
    },
  };
};

/** GGUF models on this machine, through llama.cpp. */
export const local: ModelProvider = {
  id: 'local',
  title: 'a GGUF file on this machine, or smollm2',
  identify,
  tools: (name) => (name === 'smollm2' ? ['node-llama-cpp', 'smollm2'] : ['node-llama-cpp']),
  check: async (name) => {
    await requireTool(TOOLS['node-llama-cpp']);
    await checkModelFile(name);
  },
  open,
};
