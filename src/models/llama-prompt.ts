import { BifocalError } from '../core/errors.ts';
import type { ChatItem, ChatWrapper, LlamaBinding, LlamaModel } from './llama-binding.ts';
import type { ChatMessage, GenerationRequest, Token } from './model.ts';

const chatItem = ({ role, content }: ChatMessage): ChatItem =>
  role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content };

/** A chat as the binding has it; nothing of a text to be continued. */
export const historyOf = (input: GenerationRequest['input']): ChatItem[] =>
  'messages' in input ? input.messages.map(chatItem) : [];

/**
 * The template inside the GGUF, exactly. The binding's own choice ("auto") is a stand-in that drops default
 * system prompts and can double the first token; it serves files without a template.
 */
export const chatWrapperOf = (binding: LlamaBinding, model: LlamaModel): ChatWrapper =>
  binding.resolveChatWrapper(model, {
    type: model.fileInfo.metadata.tokenizer?.chat_template === undefined ? 'auto' : 'jinjaTemplate',
    warningLogs: false,
  });

/** The tokens that an answer comes after: the chat up to the beginning of the model's turn, or the text. */
export const promptTokens = (
  model: LlamaModel,
  chatWrapper: ChatWrapper,
  input: GenerationRequest['input'],
): Token[] => {
  if ('messages' in input) {
    return chatWrapper
      .generateContextState({ chatHistory: [...historyOf(input), { type: 'model', response: [] }] })
      .contextText.tokenize(model.tokenizer);
  }
  const { shouldPrependBosToken, bos } = model.tokens;
  const text = model.tokenizer(input.prompt);
  return shouldPrependBosToken && bos !== null ? [bos, ...text] : text;
};

/** The binding shifts old text out of a context that is nearly full; these tokens keep it from doing so. */
export const SPARE_TOKENS = 2;

/**
 * How many tokens an answer can have.
 * @throws BifocalError BIFOCAL_REQUEST if there is room for none
 */
export const roomBehind = (prompt: readonly Token[], contextSize: number): number => {
  const room = contextSize - prompt.length - SPARE_TOKENS;
  if (room >= 1) return room;
  throw new BifocalError(
    'BIFOCAL_REQUEST',
    `the prompt has ${prompt.length} tokens, the context holds ${contextSize}`,
    'take a model with a longer context, or leave the task out.',
  );
};
