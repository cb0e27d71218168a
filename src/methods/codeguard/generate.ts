import { randomInt } from 'node:crypto';
import type { StopReason } from '../../core/trace.ts';
import { languages } from '../../languages/index.ts';
import type { GenerationRequest, TokenModel } from '../../models/model.ts';
import { sampleSeed } from '../../models/seed.ts';
import type { Job } from '../kit/job.ts';
import type { Output } from '../method.ts';
import { impossibility } from './impossible.ts';
import { continuedLayout, fencedLayout } from './layout.ts';
import { type Constraints, heldOf, meets, wordsOf } from './phrases.ts';
import { type Found, search } from './search.ts';
import type { Settings } from './settings.ts';

/** What came of one try. */
export type Try =
  | { readonly satisfied: true; readonly output: Output }
  | {
      readonly satisfied: false;
      /** The answer that came nearest, if there was one. */
      readonly output: Output | undefined;
      /** Why another try would come to the same, or may not be made; undefined: it may help. */
      readonly stop: StopReason | undefined;
    };

/** Why the code that the run will extract is not what was required; undefined: it is. */
const objectionTo = (code: string, { require, forbid }: Constraints): string | undefined => {
  const forbidden = heldOf(code, forbid);
  if (forbidden !== undefined) return `the extracted code has "${forbidden}"`;
  const missing = require.find((requirement) => !meets(code, requirement));
  return missing && `"${wordsOf(missing)}" was written, and is not in the extracted code`;
};

/**
 * Writes one answer under constraints and notes how that went. What it takes counts from the first token: the prompt
 * once, and every token of every beam.
 */
export const writeConstrained = async (
  job: Job,
  tokens: TokenModel,
  input: GenerationRequest['input'],
  constraints: Constraints,
  { round, settings }: { readonly round: number; readonly settings: Settings },
): Promise<Try> => {
  const { task, index, seed, decoding, signal } = job.request;
  const form = 'prompt' in input ? 'completion' : 'answer';
  const language = languages[task.language];
  const layout = form === 'completion' ? continuedLayout(language) : fencedLayout(language);
  const start = performance.now();
  let used = { promptTokens: 0, completionTokens: 0 };

  const report = (found: Found): Try => {
    const satisfied = found.status === 'satisfied';
    const answer = satisfied ? found.answer : found.best;
    const seconds = (performance.now() - start) / 1000;
    if (answer === undefined) job.spend({ seconds });
    else {
      const asked = 'messages' in input ? { messages: [...input.messages] } : { prompt: input.prompt };
      const finish = satisfied ? found.finish : 'stop';
      // Its tokens are counted while it is written, and stand in the next step.
      const usage = { seconds };
      job.note({ step: 'ask', round, purpose: 'constrained answer', input: asked, answer, finish, usage });
    }
    job.note({
      step: 'decode',
      round,
      required: constraints.require.map(wordsOf),
      forbidden: [...constraints.forbid],
      satisfied,
      evaluatedTokens: used.promptTokens + used.completionTokens,
      ...(!satisfied && { detail: found.reason }),
    });
    const output: Output | undefined = answer === undefined ? undefined : { raw: answer, form };
    if (satisfied && output) return { satisfied, output };
    const hopeless = decoding.temperature === 0 || used.promptTokens === 0;
    return { satisfied: false, output, stop: job.limitReached() ?? (hopeless ? 'unsatisfied' : undefined) };
  };

  const impossible = impossibility(constraints, layout, tokens.tokenise, decoding.maxTokens);
  if (impossible !== undefined) return report({ status: 'unsatisfied', reason: impossible });

  const beams = await tokens.open(input, {
    width: settings.beams,
    maxTokens: decoding.maxTokens,
    ...(signal && { signal }),
  });
  const count = (): void => {
    const { prompt, continuations } = beams.evaluated();
    job.spend({
      promptTokens: prompt - used.promptTokens,
      completionTokens: continuations - used.completionTokens,
    });
    used = { promptTokens: prompt, completionTokens: continuations };
  };
  try {
    count();
    const found = await search(tokens, beams, {
      constraints,
      layout,
      before: 'prompt' in input ? input.prompt : '',
      stop: 'prompt' in input ? (input.stop ?? []) : [],
      width: settings.beams,
      samples: settings.samples,
      temperature: decoding.temperature,
      topP: decoding.topP,
      seed: seed === undefined ? randomInt(2 ** 31) : sampleSeed(seed, task.id, index, round),
      objectionTo: (answer) => objectionTo(job.codeOf({ raw: answer, form }), constraints),
      limit: () => {
        count();
        const reached = job.limitReached();
        return reached && `the limit was reached: ${reached}`;
      },
    });
    return report(found);
  } finally {
    await beams.close();
  }
};
