import type { ScannerRole } from '../../core/finding.ts';
import type { Usage } from '../../core/sample.ts';
import type { StopReason, TraceStep } from '../../core/trace.ts';
import { extract } from '../../extract/index.ts';
import type { Generation, GenerationRequest } from '../../models/model.ts';
import { sampleSeed } from '../../models/seed.ts';
import type { Attempt, MethodRequest, Output } from '../method.ts';
import type { HeardScan } from '../workbench.ts';
import { addUsage } from './usage.ts';

/** Where in the work a step belongs. */
export type Place = { readonly round: number; readonly candidate?: number };

type StepOf<Kind extends TraceStep['step']> = Extract<TraceStep, { step: Kind }>;

/** What a question to the model may change besides its words. */
export type AskOptions = { readonly temperature?: number; readonly maxTokens?: number };

/**
 * The work on one sample: asks, scans and notes, so that every prompt, answer, finding and cost is in the trace, and
 * knows when a limit is reached.
 */
export type Job = {
  readonly request: MethodRequest;
  readonly rounds: number;
  /** Asks the model. `purpose` says what for, in the trace. Rejects as the model does. */
  ask(
    place: Place,
    purpose: string,
    input: GenerationRequest['input'],
    options?: AskOptions,
  ): Promise<Generation>;
  /** Lets the scanners of these roles that the method listens to read a code. */
  scan(place: Place, code: string, roles: readonly ScannerRole[]): Promise<readonly HeardScan[]>;
  /** The solution in an output, as the run will extract it. */
  codeOf(output: Output): string;
  note(step: TraceStep): void;
  /** Counts what was used otherwise than by asking. */
  spend(used: Usage): void;
  decide(place: Place, decision: string, because: string): void;
  /** The limit that forbids to ask once more; undefined while there is none. */
  limitReached(): Extract<StopReason, 'tokens' | 'money' | 'time'> | undefined;
  /** Closes the work. */
  handIn(
    output: Output,
    end: {
      readonly stop: StopReason;
      readonly kept?: number;
      readonly rounds?: readonly Output[];
    },
  ): Attempt;
};

/** @param defaultRounds the method's own, for when the request does not limit them */
export const openJob = (request: MethodRequest, defaultRounds: number): Job => {
  const { task, model, index, decoding, seed, limits, workbench, signal } = request;
  const start = performance.now();
  const steps: TraceStep[] = [];
  let usage: Usage = {};
  /** With what was given: limits and seeds must not depend on who asked first. */
  let counted: Usage = {};
  let asked = 0;

  const tokens = (): number => (counted.promptTokens ?? 0) + (counted.completionTokens ?? 0);
  const note = (step: TraceStep): void => {
    steps.push(step);
    if (step.step !== 'ask') return;
    asked += 1;
    counted = addUsage(counted, step.usage);
    if (!step.given) usage = addUsage(usage, step.usage);
  };

  return {
    request,
    rounds: limits.rounds ?? defaultRounds,
    async ask(place, purpose, input, options = {}) {
      const left = limits.tokens === undefined ? Number.POSITIVE_INFINITY : limits.tokens - tokens();
      const maxTokens = Math.max(1, Math.min(options.maxTokens ?? decoding.maxTokens, left));
      const generation = await model.generate({
        ...decoding,
        ...options,
        maxTokens,
        input,
        ...(seed !== undefined && { seed: sampleSeed(seed, task.id, index, asked) }),
        ...(signal !== undefined && { signal }),
      });
      const { text: answer, finish } = generation;
      const shown = 'messages' in input ? { messages: [...input.messages] } : { prompt: input.prompt };
      note({ step: 'ask', ...place, purpose, input: shown, answer, finish, usage: generation.usage });
      return generation;
    },
    async scan(place, code, roles) {
      const scans = await workbench.scan(code, roles, signal);
      note({ step: 'scan', ...place, scans: [...scans] } satisfies StepOf<'scan'>);
      return scans;
    },
    codeOf: ({ raw, form }) => extract(raw, form, task).code,
    note,
    spend: (used) => {
      usage = addUsage(usage, used);
      counted = addUsage(counted, used);
    },
    decide: (place, decision, because) => note({ step: 'decide', ...place, decision, because }),
    limitReached() {
      if (limits.tokens !== undefined && tokens() >= limits.tokens) return 'tokens';
      if (limits.usd !== undefined && (counted.usd ?? 0) >= limits.usd) return 'money';
      const seconds = (performance.now() - start) / 1000;
      return limits.seconds !== undefined && seconds >= limits.seconds ? 'time' : undefined;
    },
    handIn: (output, { stop, kept = 0, rounds = [] }) => ({
      ...output,
      usage,
      rounds,
      trace: { steps, stop, kept },
    }),
  };
};
