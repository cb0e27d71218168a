import { randomInt } from 'node:crypto';
import { BifocalError } from '../core/errors.ts';
import type {
  ChatItem,
  ChatWrapper,
  Grammar,
  LlamaBinding,
  LlamaModel,
  Sequence,
  Token,
} from './llama-binding.ts';
import type { ChatMessage, Generation, GenerationRequest, JsonSchema } from './model.ts';

const chatItem = ({ role, content }: ChatMessage): ChatItem =>
  role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content };

/**
 * The template inside the GGUF, exactly. The binding's own choice ("auto") is a stand-in that drops default
 * system prompts and can double the first token; it serves files without a template.
 */
export const chatWrapperOf = (binding: LlamaBinding, model: LlamaModel): ChatWrapper =>
  binding.resolveChatWrapper(model, {
    type: model.fileInfo.metadata.tokenizer?.chat_template === undefined ? 'auto' : 'jinjaTemplate',
    warningLogs: false,
  });

/**
 * Writes answers, one at a time, into one sequence of a context.
 *
 * The state of a prompt is kept for as long as the same prompt follows, so that n samples of a task read it once.
 * All of the prompt but its last token goes through the model in one piece, whether it was kept or not: the
 * arithmetic, and with it the text, is the same either way.
 */
export const createWriter = (
  binding: LlamaBinding,
  model: LlamaModel,
  sequence: Sequence,
  grammarOf: (schema: JsonSchema) => Promise<Grammar>,
) => {
  const chatWrapper = chatWrapperOf(binding, model);
  const chat = new binding.LlamaChat({ contextSequence: sequence, chatWrapper });
  const completion = new binding.LlamaCompletion({ contextSequence: sequence });
  let kept: string | undefined;

  const read = async (tokens: Token[], signal: AbortSignal | undefined): Promise<void> => {
    const prompt = tokens.join();
    const body = tokens.slice(0, -1);
    if (kept === prompt) return sequence.adaptStateToTokens(body, false);
    kept = undefined;
    await sequence.clearHistory();
    signal?.throwIfAborted();
    await sequence.evaluateWithoutGeneratingNewTokens(body);
    kept = prompt;
  };

  return async (request: GenerationRequest): Promise<Generation> => {
    const start = performance.now();
    const { input, signal } = request;
    const history = 'messages' in input ? input.messages.map(chatItem) : [];
    const text = 'prompt' in input ? model.tokenizer(input.prompt) : [];
    const { shouldPrependBosToken, bos } = model.tokens;
    const tokens =
      'messages' in input
        ? chatWrapper
            .generateContextState({ chatHistory: [...history, { type: 'model', response: [] }] })
            .contextText.tokenize(model.tokenizer)
        : shouldPrependBosToken && bos !== null
          ? [bos, ...text]
          : text;
    // The binding shifts old text out of a context that is nearly full; the spare keeps it from doing so.
    const room = sequence.contextSize - tokens.length - 2;
    if (room < 1) {
      throw new BifocalError(
        'BIFOCAL_REQUEST',
        `the prompt has ${tokens.length} tokens, the context holds ${sequence.contextSize}`,
        'take a model with a longer context, or leave the task out.',
      );
    }
    const grammar =
      'messages' in input && input.schema !== undefined ? await grammarOf(input.schema) : undefined;
    await read(tokens, signal);
    const before = sequence.tokenMeter.usedOutputTokens;
    const sampling = {
      temperature: request.temperature,
      topP: request.topP,
      topK: 0,
      minP: 0,
      // Not left to the binding, which takes the clock's second: the same for all requests of that second.
      seed: request.seed ?? randomInt(2 ** 31),
      maxTokens: Math.min(request.maxTokens, room),
      repeatPenalty: false,
      ...(signal !== undefined && { signal }),
    } as const;
    const { response, metadata } =
      'messages' in input
        ? await chat.generateResponse(history, {
            ...sampling,
            budgets: { thoughtTokens: Infinity },
            ...(grammar && { grammar }),
          })
        : await completion.generateCompletionWithMeta(text, {
            ...sampling,
            customStopTriggers: input.stop ?? [],
            disableContextShift: true,
            contextShiftSize: 1,
          });
    return {
      text: response,
      finish: metadata.stopReason === 'maxTokens' ? 'length' : 'stop',
      usage: {
        promptTokens: tokens.length,
        completionTokens: sequence.tokenMeter.usedOutputTokens - before,
        seconds: (performance.now() - start) / 1000,
      },
    };
  };
};
