import { openLlamaBeams } from './llama-beams.ts';
import type { LlamaBinding, LlamaModel } from './llama-binding.ts';
import { chatWrapperOf, promptTokens } from './llama-prompt.ts';
import type { TokenModel } from './model.ts';

/** The tokens of a GGUF model and their probabilities. */
export const llamaTokens = (binding: LlamaBinding, model: LlamaModel, threads: number): TokenModel => {
  const chatWrapper = chatWrapperOf(binding, model);
  return {
    // Some vocabularies put a blank before every text, which a text that goes on must not have.
    tokenise: (text) => model.tokenizer(text, false, 'trimLeadingSpace'),
    detokenise: (tokens, after) => model.detokenize(tokens, false, after),
    kindOf: (token) =>
      model.isEogToken(token) ? 'end' : model.getTokenAttributes(token).control ? 'control' : 'text',
    open: async (input, options) =>
      openLlamaBeams(model, promptTokens(model, chatWrapper, input), { ...options, threads }),
  };
};
