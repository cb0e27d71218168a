import type { NextTokens, Token } from './model.ts';

/*
 * The part of node-llama-cpp that we use. It is no dependency of the package (its binaries are large); the
 * toolchain fetches it, pinned, so these types are written down here instead of imported.
 */

export type ChatItem =
  | { readonly type: 'system' | 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: readonly string[] };

/** A token, or one after which the probabilities of the next are wanted. */
type ReadToken = Token | [Token, { readonly generateNext: { readonly probabilities: true } }];

/** Its sampler for probabilities is at temperature 0 by default, which leaves them as the model has them. */
type ReadResult = { readonly next: { readonly probabilities?: NextTokens } };

export type Sequence = {
  readonly contextSize: number;
  readonly contextTokens: Token[];
  readonly nextTokenIndex: number;
  readonly tokenMeter: { readonly usedInputTokens: number; readonly usedOutputTokens: number };
  clearHistory(): Promise<void>;
  adaptStateToTokens(tokens: Token[], allowShift: boolean): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: Token[]): Promise<void>;
  /** Sequences of a context that are asked in the same turn of the event loop are read in one batch. */
  controlledEvaluate(input: ReadToken[]): Promise<(ReadResult | undefined)[]>;
  saveStateToFile(file: string): Promise<unknown>;
  /** The risk is a file of another model. */
  loadStateFromFile(file: string, risk: { acceptRisk: true }): Promise<void>;
};

export type Context = { getSequence(): Sequence; dispose(): Promise<void> };

export type LlamaModel = {
  readonly tokenizer: (text: string, specialTokens?: boolean, options?: 'trimLeadingSpace') => Token[];
  detokenize(tokens: readonly Token[], specialTokens: boolean, lastTokens?: readonly Token[]): string;
  isEogToken(token: Token): boolean;
  getTokenAttributes(token: Token): { readonly control: boolean };
  readonly fileInfo: { readonly metadata: { readonly tokenizer?: { readonly chat_template?: unknown } } };
  readonly tokens: { readonly shouldPrependBosToken: boolean; readonly bos: Token | null };
  readonly trainContextSize: number;
  createContext(options: {
    contextSize: number | { max: number };
    sequences: number;
    threads: number;
  }): Promise<Context>;
  dispose(): Promise<void>;
};

type Sampling = {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly minP: number;
  readonly seed: number;
  readonly maxTokens: number;
  readonly repeatPenalty: false;
  readonly signal?: AbortSignal;
};

type Written = { readonly response: string; readonly metadata: { readonly stopReason: string } };

export type ChatWrapper = {
  generateContextState(options: { chatHistory: readonly ChatItem[] }): {
    readonly contextText: { tokenize(tokenizer: LlamaModel['tokenizer']): Token[] };
  };
};

/** Says which tokens may come next. Nobody but the binding looks inside. */
export type Grammar = { readonly grammar: string };

export type Chat = {
  generateResponse(
    history: readonly ChatItem[],
    options: Sampling & {
      readonly budgets: { readonly thoughtTokens: number };
      readonly grammar?: Grammar;
    },
  ): Promise<Written>;
};

export type Completion = {
  generateCompletionWithMeta(
    tokens: readonly Token[],
    options: Sampling & {
      readonly customStopTriggers: readonly string[];
      readonly disableContextShift: true;
      readonly contextShiftSize: number;
    },
  ): Promise<Written>;
};

export type Llama = {
  readonly cpuMathCores: number;
  loadModel(options: { modelPath: string }): Promise<LlamaModel>;
  /** Knows a part of JSON schema, in which all of OpenAI's strict structure lies; bounds of numbers are ignored. */
  createGrammarForJsonSchema(schema: Readonly<Record<string, unknown>>): Promise<Grammar>;
  dispose(): Promise<void>;
};

export type LlamaBinding = {
  getLlama(options: {
    build: 'never';
    skipDownload: true;
    progressLogs: false;
    logLevel: 'error';
    logger: (level: string, message: string) => void;
    maxThreads: 0;
  }): Promise<Llama>;
  resolveModelFile(
    uri: string,
    options: { cli: false; directory: string; download?: false },
  ): Promise<string>;
  resolveChatWrapper(
    model: LlamaModel,
    options: { type: 'auto' | 'jinjaTemplate'; warningLogs: false },
  ): ChatWrapper;
  readonly LlamaChat: new (options: { contextSequence: Sequence; chatWrapper: ChatWrapper }) => Chat;
  readonly LlamaCompletion: new (options: { contextSequence: Sequence }) => Completion;
};

/** Loads node-llama-cpp from the file URL that the toolchain names. */
export const loadBinding = async (entry: string): Promise<LlamaBinding> => import(entry);
