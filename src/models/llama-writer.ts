import { randomInt } from 'node:crypto';
import type { Grammar, LlamaBinding, LlamaModel, Sequence } from './llama-binding.ts';
import { chatWrapperOf, historyOf, promptTokens, roomBehind } from './llama-prompt.ts';
import type { Generation, GenerationRequest, JsonSchema, Token } from './model.ts';

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
    const tokens = promptTokens(model, chatWrapper, input);
    const room = roomBehind(tokens, sequence.contextSize);
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
        ? await chat.generateResponse(historyOf(input), {
            ...sampling,
            budgets: { thoughtTokens: Infinity },
            ...(grammar && { grammar }),
          })
        : await completion.generateCompletionWithMeta(model.tokenizer(input.prompt), {
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
