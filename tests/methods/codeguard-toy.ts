import type {
  Beams,
  GenerationRequest,
  Model,
  NextTokens,
  Token,
  TokenModel,
} from '../../src/models/model.ts';

export const END: Token = 0;
export const CONTROL: Token = 1;
const FIRST = 2;

/** How likely each piece is behind a text, in any unit; what it does not name is as likely as `rest`. */
export type Likes = (text: string) => Readonly<Record<string, number>> & { readonly end?: number };

const encoder = new TextEncoder();
const bytesOf = (text: string): number[] => [...encoder.encode(text)];

/**
 * A model with a vocabulary of a few pieces, and all single bytes, as real ones have. Its likings are a function of the
 * text so far; whatever they do not name has a small chance, too.
 */
export const toyTokens = (pieces: readonly string[], likes: Likes, rest = 1e-4) => {
  const bytes = Array.from({ length: 256 }, (_, byte) => [byte]);
  const vocabulary = [...pieces.map(bytesOf), ...bytes];
  const nameOf = (index: number): string => pieces[index] ?? '';
  const textOf = (tokens: readonly Token[]): string =>
    new TextDecoder().decode(Uint8Array.from(tokens.flatMap((token) => vocabulary[token - FIRST] ?? [])));
  const asked: (readonly (readonly Token[])[])[] = [];

  const next = (text: string): NextTokens => {
    const liked = likes(text);
    const weights = vocabulary.map((_, index): [Token, number] => [
      index + FIRST,
      liked[nameOf(index)] ?? rest,
    ]);
    weights.push([END, liked.end ?? rest], [CONTROL, liked.control ?? rest]);
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    return new Map(
      weights
        .map(([token, weight]): [Token, number] => [token, weight / total])
        .toSorted((a, b) => b[1] - a[1]),
    );
  };

  const tokens: TokenModel = {
    tokenise: (text) => {
      const all: Token[] = [];
      for (let left = bytesOf(text); left.length > 0; ) {
        const fits = vocabulary.flatMap((piece, index) =>
          piece.every((byte, at) => byte === left[at]) ? [{ index, length: piece.length }] : [],
        );
        const longest = fits.toSorted((a, b) => b.length - a.length)[0] ?? { index: 0, length: 1 };
        all.push(longest.index + FIRST);
        left = left.slice(longest.length);
      }
      return all;
    },
    detokenise: (written) => textOf(written),
    kindOf: (token) => (token === END ? 'end' : token === CONTROL ? 'control' : 'text'),
    open: async (input, { width, maxTokens, signal }): Promise<Beams> => {
      const prompt = tokens.tokenise('prompt' in input ? input.prompt : 'chat');
      let read = 0;
      return {
        prompt,
        room: maxTokens,
        next: async (continuations) => {
          signal?.throwIfAborted();
          if (continuations.length > width) throw new Error('more continuations than beams');
          asked.push(continuations);
          read += continuations.length;
          return continuations.map((continuation) => next(textOf(continuation)));
        },
        evaluated: () => ({ prompt: prompt.length, continuations: read }),
        close: async () => {},
      };
    },
  };
  return { tokens, asked, next };
};

/** The same as a model that also answers, always with the same words. */
export const toyModel = (
  answer: string,
  { tokens }: Pick<ReturnType<typeof toyTokens>, 'tokens'>,
): Model & { readonly seen: GenerationRequest[] } => {
  const seen: GenerationRequest[] = [];
  return {
    id: 'test:toy',
    concurrency: 1,
    tokens,
    seen,
    generate: async (request) => {
      seen.push(request);
      return { text: answer, finish: 'stop', usage: { promptTokens: 10, completionTokens: 5 } };
    },
    close: async () => {},
  };
};
