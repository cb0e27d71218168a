import { BifocalError } from '../../../core/errors.ts';
import { type Outcome, ok, unknown } from '../../../core/outcome.ts';
import type { Budget } from '../../../engine/budget.ts';
import type { Journal } from '../../../engine/journal.ts';
import type { ChatMessage, Decoding, JsonSchema, Model } from '../../../models/model.ts';
import { sampleSeed } from '../../../models/seed.ts';
import { type Answer, type Entry, keyOf } from '../journal.ts';

/** Asks a model. Unknown: it cannot answer this, or the budget is used up. */
export type Ask = (
  task: string,
  round: number,
  messages: readonly ChatMessage[],
  schema: JsonSchema | undefined,
) => Promise<Outcome<string>>;

export type AskOptions = {
  readonly spec: string;
  /** What else decides the answers (see `identifyModel`). */
  readonly identity: Readonly<Record<string, string>>;
  readonly decoding: Omit<Decoding, 'seed'>;
  readonly seed: number;
  readonly budget: Budget;
  /** Opened for the first question that has no answer yet. */
  readonly open: () => Promise<Model>;
};

/** A mouth that asks nothing twice: what was answered once stands in the journal. */
export const openAsk = (
  { spec, identity, decoding, seed, budget, open }: AskOptions,
  journal: Journal<Entry>,
  signal: AbortSignal,
): { readonly ask: Ask; close(): Promise<void> } => {
  const answers = new Map(
    journal.records.flatMap((entry) => (entry.kind === 'answer' ? [[entry.key, entry] as const] : [])),
  );
  for (const { key, usage } of answers.values()) budget.spend(key, usage);
  let model: Promise<Model> | undefined;
  return {
    async ask(task, round, messages, schema) {
      const drawn = sampleSeed(seed, task, round);
      const key = keyOf(spec, identity, decoding, drawn, messages, schema ?? null);
      const known = answers.get(key);
      if (known) return ok(known.text);
      const over = budget.over();
      if (over !== undefined) return unknown(`the budget (${over}) is used up`);
      signal.throwIfAborted();
      model ??= open();
      try {
        const generation = await (await model).generate({
          ...decoding,
          seed: drawn,
          input: { messages, ...(schema && { schema }) },
          signal,
        });
        const answer: Answer = { kind: 'answer', key, text: generation.text, usage: generation.usage };
        journal.append(answer);
        answers.set(key, answer);
        budget.spend(key, answer.usage);
        return ok(answer.text);
      } catch (error) {
        if (error instanceof BifocalError && error.code === 'BIFOCAL_REQUEST') return unknown(error.message);
        throw error;
      }
    },
    async close() {
      await (await model?.catch(() => undefined))?.close();
    },
  };
};
