import { APIError } from 'openai';

/** What a server understands of the protocol. Starts out as the full protocol; refusals narrow it down. */
export type Dialect = {
  readonly tokenLimit: 'max_tokens' | 'max_completion_tokens';
  readonly streamUsage: boolean;
  readonly seed: boolean;
  readonly schema: boolean;
};

export const FULL_DIALECT: Dialect = {
  tokenLimit: 'max_tokens',
  streamUsage: true,
  seed: true,
  schema: true,
};

type Concession = {
  readonly refusal: RegExp;
  readonly change: Partial<Dialect>;
  readonly notice?: string;
};

const CONCESSIONS: readonly Concession[] = [
  { refusal: /max_completion_tokens/, change: { tokenLimit: 'max_completion_tokens' } },
  {
    refusal: /stream_options|include_usage/,
    change: { streamUsage: false },
    notice: 'the server reports no token counts for streamed answers: usage and cost stay empty',
  },
  {
    refusal: /\bseed\b/,
    change: { seed: false },
    notice: 'the server takes no seed: its answers cannot be reproduced',
  },
  {
    refusal: /response_format|json_schema/,
    change: { schema: false },
    notice: 'the server takes no schema: nothing but the prompt keeps its answers in form',
  },
];

/** The dialect to try next after a refusal of `spoken`, or undefined if the refusal is about something else. */
export const concede = (
  spoken: Dialect,
  error: unknown,
): { readonly dialect: Dialect; readonly notice?: string } | undefined => {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  const concession = CONCESSIONS.find(({ refusal, change }) => {
    const isNew = Object.entries(change).some(([key, value]) => spoken[key as keyof Dialect] !== value);
    return isNew && refusal.test(error.message);
  });
  if (concession === undefined) return undefined;
  const { change, notice } = concession;
  return { dialect: { ...spoken, ...change }, ...(notice !== undefined && { notice }) };
};
