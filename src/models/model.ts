import type { Usage } from '../core/sample.ts';
import type { ToolId } from '../toolchain/index.ts';

export type ChatMessage = { readonly role: 'system' | 'user' | 'assistant'; readonly content: string };

/** Decoding parameters. Everything here can change the answer and so belongs into its key. */
export type Decoding = {
  readonly temperature: number;
  readonly topP: number;
  readonly maxTokens: number;
  /** Absent: the provider draws its own. */
  readonly seed?: number;
};

/** A JSON schema, in the subset that OpenAI calls strict: closed objects whose properties are all required. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * A chat turn (messages) or a text to be continued (prompt). The provider holds the answer to a chat to `schema`
 * where it can. A server may not know how, and an answer may be cut off: whoever asks validates it.
 */
export type GenerationRequest = Decoding & {
  readonly input:
    | { readonly messages: readonly ChatMessage[]; readonly schema?: JsonSchema }
    | { readonly prompt: string; readonly stop?: readonly string[] };
  readonly signal?: AbortSignal;
};

export type Generation = {
  readonly text: string;
  /** `length`: cut off at `maxTokens`. */
  readonly finish: 'stop' | 'length';
  readonly usage: Usage;
};

/** A number in a model's vocabulary. */
export type Token = number;

/** The probability of every token that may come next, at temperature 1; the likeliest first. */
export type NextTokens = ReadonlyMap<Token, number>;

/** Continuations of one prompt, read side by side, with a memory of their own: `generate` goes on meanwhile. */
export type Beams = {
  readonly prompt: readonly Token[];
  /** How many tokens a continuation can have: what was asked for, or what the model has room for. */
  readonly room: number;
  /**
   * What may come after each of the continuations: at most as many as there are beams, each of tokens behind the
   * prompt. What it shares with one of the last call is not read again. To be awaited before the next call; rejects
   * at once when aborted.
   */
  next(continuations: readonly (readonly Token[])[]): Promise<NextTokens[]>;
  /** Tokens that went through the model so far, those that were read twice counted twice. */
  evaluated(): { readonly prompt: number; readonly continuations: number };
  close(): Promise<void>;
};

/** What a model that runs in this process shows of itself. */
export type TokenModel = {
  /** The tokens of a text that goes on from another one; special tokens in it are plain text. */
  tokenise(text: string): Token[];
  /** The text of tokens that come after others. Half a character at the end is U+FFFD until it is whole. */
  detokenise(tokens: readonly Token[], after: readonly Token[]): string;
  /** `end`: no more comes after it in an answer. `control`: it is no text, such as the beginning of a turn. */
  kindOf(token: Token): 'text' | 'end' | 'control';
  /**
   * Reads a prompt, which consists of the same tokens as for `generate`.
   *
   * Rejects as `generate` does.
   */
  open(input: GenerationRequest['input'], options: BeamOptions): Promise<Beams>;
};

export type BeamOptions = {
  /** Continuations that are read at once, at most. */
  readonly width: number;
  /** Of each continuation. */
  readonly maxTokens: number;
  readonly signal?: AbortSignal;
};

/** A model that is ready to answer. `concurrency` is how many requests it takes at once. */
export type Model = {
  readonly id: string;
  readonly concurrency: number;
  /**
   * Rejects with a BifocalError once retries are used up: BIFOCAL_REQUEST if this request alone cannot be answered
   * (a prompt that is too long, an answer that the server withholds), else BIFOCAL_MODEL. Aborting rejects at once.
   */
  generate(request: GenerationRequest): Promise<Generation>;
  /** Absent: it is out of reach, behind a server, and shows its answers only. */
  readonly tokens?: TokenModel;
  close(): Promise<void>;
};

/** What a model is opened with. Secrets come from the environment only, and are never part of it. */
export type ModelOptions = {
  /** Base URL of an OpenAI-compatible server. */
  readonly baseUrl?: string;
  /** US dollars per million tokens, for the cost column. */
  readonly price?: { readonly input: number; readonly output: number };
  readonly concurrency?: number;
  readonly maxRetries?: number;
  /** Threads of a local model. */
  readonly threads?: number;
  readonly onNotice?: (message: string) => void;
};

/** A way to reach models. One file in this folder, one object in the registry. `bifocal run --model ID:NAME`. */
export type ModelProvider = {
  readonly id: string;
  readonly title: string;
  /** Whether there is nothing to choose: the id alone is the spec. */
  readonly nameless?: true;
  /** What else than its name decides the answers: which server, which file. For the manifest; no secrets. */
  identify(name: string, options: ModelOptions): Promise<Readonly<Record<string, string>>>;
  /** What must be installed to open this model. */
  tools(name: string): readonly ToolId[];
  /** Rejects as `open` would, where that can be told at once and without loading anything: no key, no file. */
  check(name: string, options: ModelOptions): Promise<void>;
  open(name: string, options: ModelOptions): Promise<Model>;
};
