import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { untilAborted } from './abort.ts';
import type { LlamaModel, Sequence } from './llama-binding.ts';
import { roomBehind, SPARE_TOKENS } from './llama-prompt.ts';
import type { BeamOptions, Beams, NextTokens, Token } from './model.ts';

const sharedPrefix = (a: readonly Token[], b: readonly Token[]): number => {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
};

/** Copying a state takes about as long as reading so many tokens, whatever the model. */
const WORTH_COPYING = 4;

/** Which beam reads a text, and which one's state it takes over before (its own: none). */
export type Reading = { readonly beam: number; readonly from: number };

/**
 * Has little read again: of texts and beams, the pair that shares most is made first; a beam that would have to read
 * much takes over the state of one that holds it.
 *
 * @param held what each beam has read
 * @param texts at most as many as beams
 */
export const planReadings = (
  held: readonly (readonly Token[])[],
  texts: readonly (readonly Token[])[],
): Reading[] => {
  const pairs = texts
    .flatMap((text, of) => held.map((tokens, beam) => ({ of, beam, shared: sharedPrefix(text, tokens) })))
    .sort((a, b) => b.shared - a.shared);
  const chosen = new Map<number, (typeof pairs)[number]>();
  const taken = new Set<number>();
  for (const pair of pairs) {
    if (chosen.has(pair.of) || taken.has(pair.beam)) continue;
    chosen.set(pair.of, pair);
    taken.add(pair.beam);
  }
  return texts.map((_, of) => {
    const own = chosen.get(of);
    if (own === undefined) throw new Error(`${texts.length} texts for ${held.length} beams`);
    const best = pairs.find((pair) => pair.of === of) ?? own;
    return { beam: own.beam, from: best.shared - own.shared >= WORTH_COPYING ? best.beam : own.beam };
  });
};

/** Copies states between the sequences of a context. The binding does that through files only. */
const copyStates = async (sequences: readonly Sequence[], readings: readonly Reading[]): Promise<void> => {
  const copies = readings.filter(({ beam, from }) => beam !== from);
  if (copies.length === 0) return;
  const folder = await mkdtemp(join(tmpdir(), 'bifocal-'));
  const fileOf = (beam: number): string => join(folder, String(beam));
  try {
    // All are saved before any is written over.
    for (const from of new Set(copies.map((copy) => copy.from)))
      await sequences[from]?.saveStateToFile(fileOf(from));
    for (const { beam, from } of copies)
      await sequences[beam]?.loadStateFromFile(fileOf(from), { acceptRisk: true });
  } finally {
    await rm(folder, { recursive: true });
  }
};

const probabilitiesBehind = async (sequence: Sequence, token: Token): Promise<NextTokens> => {
  const [result] = await sequence.controlledEvaluate([[token, { generateNext: { probabilities: true } }]]);
  if (result?.next.probabilities === undefined) throw new Error('the model gave no probabilities');
  return result.next.probabilities;
};

/**
 * Reads texts, each into a sequence that may hold a part of it, and asks what comes next.
 *
 * What is read in the same turn of the event loop is one batch. The batch whose probabilities are asked for has one
 * token of each sequence, in the order of the sequences: of any other order llama.cpp puts the results right when they
 * are first looked at, and the binding looks at several at once, which mixes them up now and then.
 */
const readTexts = async (
  reads: readonly { readonly sequence: Sequence; readonly text: readonly Token[] }[],
): Promise<NextTokens[]> => {
  await Promise.all(reads.map(({ sequence, text }) => sequence.adaptStateToTokens(text.slice(0, -1), false)));
  await Promise.all(
    reads.map(({ sequence, text }) => {
      const missing = text.slice(sequence.nextTokenIndex, -1);
      return missing.length > 0 ? sequence.evaluateWithoutGeneratingNewTokens(missing) : undefined;
    }),
  );
  return Promise.all(reads.map(({ sequence, text }) => probabilitiesBehind(sequence, text.at(-1) ?? 0)));
};

/** Beams over a context of their own, with a sequence for each. */
export const openLlamaBeams = async (
  model: LlamaModel,
  prompt: readonly Token[],
  { width, maxTokens, signal, threads }: BeamOptions & { readonly threads: number },
): Promise<Beams> => {
  if (prompt.length === 0) {
    throw new BifocalError('BIFOCAL_REQUEST', 'the prompt is empty', 'leave the task out.');
  }
  const wanted = Math.min(prompt.length + maxTokens + SPARE_TOKENS, model.trainContextSize);
  roomBehind(prompt, wanted);
  signal?.throwIfAborted();
  const context = await model.createContext({ contextSize: wanted, sequences: width, threads });
  const sequences = Array.from({ length: width }, () => context.getSequence());
  const contextSize = sequences[0]?.contextSize ?? 0;
  let working: Promise<unknown> = Promise.resolve();
  let closed: Promise<void> | undefined;

  /** What is under way cannot be stopped: nobody waits for it any more, but closing does. */
  const work = <T>(start: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    const started = start();
    working = started.catch(() => {});
    return untilAborted(started, signal);
  };
  const close = (): Promise<void> => {
    closed ??= working.then(() => context.dispose());
    return closed;
  };

  try {
    await work(async () => sequences[0]?.evaluateWithoutGeneratingNewTokens(prompt.slice(0, -1)));
  } catch (error) {
    await close();
    throw error;
  }

  return {
    prompt,
    room: Math.min(maxTokens, roomBehind(prompt, contextSize)),
    next: async (continuations) =>
      work(async () => {
        const texts = continuations.map((tokens) => [...prompt, ...tokens]);
        const held = sequences.map(({ contextTokens }) => contextTokens);
        const readings = planReadings(held, texts);
        await copyStates(sequences, readings);
        const reads = sequences.flatMap((sequence, beam) => {
          const of = readings.findIndex((reading) => reading.beam === beam);
          const text = texts[of];
          return text ? [{ of, sequence, text }] : [];
        });
        const nexts = await readTexts(reads);
        return texts.flatMap((_, of) => nexts[reads.findIndex((read) => read.of === of)] ?? []);
      }),
    evaluated: () => {
      const total = sequences.reduce(
        (sum, { tokenMeter: { usedInputTokens, usedOutputTokens } }) =>
          sum + usedInputTokens + usedOutputTokens,
        0,
      );
      return {
        prompt: Math.min(total, prompt.length),
        continuations: Math.max(0, total - prompt.length),
      };
    },
    close,
  };
};
