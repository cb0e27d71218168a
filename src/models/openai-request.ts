import type OpenAI from 'openai';
import { BifocalError } from '../core/errors.ts';
import type { GenerationRequest, JsonSchema } from './model.ts';
import type { Dialect } from './openai-dialect.ts';
import { BrokenStreamError } from './openai-errors.ts';

export type Answer = {
  readonly text: string;
  readonly finish: 'stop' | 'length';
  /** Absent where the server does not count them. */
  readonly tokens?: { readonly prompt: number; readonly completion: number };
};

type Chunk = OpenAI.ChatCompletionChunk | OpenAI.Completion;

const responseFormat = (schema: JsonSchema) => ({
  response_format: { type: 'json_schema' as const, json_schema: { name: 'answer', strict: true, schema } },
});

const openStream = (
  client: OpenAI,
  model: string,
  request: GenerationRequest,
  dialect: Dialect,
): Promise<AsyncIterable<Chunk>> => {
  const { input, temperature, topP, maxTokens, seed, signal } = request;
  const common = {
    model,
    temperature,
    top_p: topP,
    stream: true as const,
    ...(dialect.seed && seed !== undefined && { seed }),
    ...(dialect.streamUsage && { stream_options: { include_usage: true } }),
  };
  const options = { signal };
  return 'messages' in input
    ? client.chat.completions.create(
        {
          ...common,
          messages: [...input.messages],
          [dialect.tokenLimit]: maxTokens,
          ...(dialect.schema && input.schema !== undefined && responseFormat(input.schema)),
        },
        options,
      )
    : client.completions.create(
        {
          ...common,
          prompt: input.prompt,
          max_tokens: maxTokens,
          ...(input.stop?.length ? { stop: [...input.stop] } : {}),
        },
        options,
      );
};

/** Servers leave out what the protocol promises: hence the care about absent members. */
const textOf = (chunk: Chunk): string => {
  const choice = chunk.choices?.[0];
  if (choice === undefined) return '';
  return ('delta' in choice ? choice.delta?.content : choice.text) ?? '';
};

const readStream = async (stream: AsyncIterable<Chunk>): Promise<Answer> => {
  const pieces: string[] = [];
  let reason: string | undefined;
  let tokens: Answer['tokens'];
  try {
    for await (const chunk of stream) {
      pieces.push(textOf(chunk));
      reason = chunk.choices?.[0]?.finish_reason ?? reason;
      if (chunk.usage) {
        tokens = { prompt: chunk.usage.prompt_tokens, completion: chunk.usage.completion_tokens };
      }
    }
  } catch (error) {
    throw new BrokenStreamError(
      `the answer broke off: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (reason === undefined) throw new BrokenStreamError('the answer ended without saying why');
  if (reason === 'content_filter') {
    throw new BifocalError(
      'BIFOCAL_REQUEST',
      "the provider's content filter withheld the answer",
      'take another model for this task, or leave the task out.',
    );
  }
  return {
    text: pieces.join(''),
    finish: reason === 'length' ? 'length' : 'stop',
    ...(tokens !== undefined && { tokens }),
  };
};

/** Asks once, streaming, so that a long answer does not look like a dead connection. */
export const ask = async (
  client: OpenAI,
  model: string,
  request: GenerationRequest,
  dialect: Dialect,
): Promise<Answer> => readStream(await openStream(client, model, request, dialect));
