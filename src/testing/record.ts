import { z } from 'zod';
import type { CaseResult } from '../core/case.ts';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import type { Furnishing } from '../core/task.ts';
import type { TestBench } from './bench.ts';
import { callAll, linesOf, messageSchema, type ObservedTask } from './observe.ts';
import { OTHER_CLOCK, OTHER_WORLD } from './world.ts';

/** Calls that wait for longer are no unit tests. */
const WALL_SECONDS = 4;

const wholeSchema = messageSchema.extend({
  whole: z.object({
    value: z.object({ source: z.string().optional(), repr: z.string().optional() }).nullable(),
    message: z.string().nullable(),
    printed: z.string().nullable(),
    left: z.record(z.string(), z.string().nullable()),
  }),
});

/** All that a call did, for somebody who asks the same of other code. */
export type Recording = {
  /** `source` reads back as an equal value; `repr` is of what no literal makes; neither: it is too large. */
  readonly value?: { readonly source?: string | undefined; readonly repr?: string | undefined };
  /** `line`: where the code itself, not a library, raised it; `builtin`: the built-in classes it descends from. */
  readonly exception?: {
    readonly type: string;
    readonly builtin: readonly string[];
    readonly message: string;
    readonly line?: number;
  };
  /** Null: too much. */
  readonly printed: string | null;
  /** Texts of new and changed files by path. Null: too long, or no text. */
  readonly left: Readonly<Record<string, string | null>>;
  /** Lines of the code that were run. Undefined: nobody can tell. */
  readonly lines?: ReadonlySet<number>;
};

/** What is called, and how. */
export type Calls = {
  readonly entryPoint: string;
  /** Python source of dicts of keyword arguments. */
  readonly inputs: readonly string[];
  /** Files in the folder of each call, by path. */
  readonly files: Readonly<Record<string, Furnishing>>;
};

/**
 * Calls a function of the code with each input, in the sandbox, and tells all that each call did, in the order of the
 * inputs; unknown, with a reason, where it came to no end, or could not be made or told.
 *
 * @param elsewhere in a sandbox that is started for these calls, in which clock, hashes, time zone, user and home are others
 * @returns unknown if the bench could not run the job, or was lost on the way
 * @throws the signal's reason if aborted; nothing else
 */
export const record = async (
  bench: TestBench,
  task: ObservedTask,
  code: string,
  calls: Calls,
  { elsewhere, signal }: { readonly elsewhere: boolean; readonly signal?: AbortSignal | undefined },
): Promise<Outcome<readonly Outcome<Recording>[]>> => {
  if (task.language !== 'python') return unknown(`nothing records calls of ${task.language}`);
  const probe = { ...calls, watched: [], whole: true };
  const options = { signal, wallSeconds: WALL_SECONDS, ...(elsewhere && { world: OTHER_WORLD }) };
  const moves = elsewhere && !/^from __future__/m.test(task.setup);
  const placed = moves ? { ...task, setup: `${OTHER_CLOCK}${task.setup}` } : task;
  const results = await callAll(bench, placed, code, probe, options);
  if (results.status === 'unknown') return results;
  if (results.value.some(({ outcome }) => outcome === 'lost')) return unknown('the bench was lost');
  return ok(calls.inputs.map((_, index) => recordingOf(results.value[index])));
};

const recordingOf = (result: CaseResult | undefined): Outcome<Recording> => {
  const { outcome, message = '' } = result ?? { outcome: 'lost' };
  const told = outcome === 'unknown' ? wholeOf(message) : undefined;
  if (told === undefined) return unknown(outcome === 'unknown' ? message : outcome);
  const { kind, raised, lines, whole } = told;
  const { value, message: text, printed, left } = whole;
  const line = raised?.line;
  return ok({
    ...(kind === 'returned' && value && { value }),
    ...(raised && {
      exception: {
        type: raised.type,
        builtin: raised.builtin,
        message: text ?? '',
        ...(typeof line === 'number' && { line }),
      },
    }),
    printed,
    left,
    ...(lines !== null && { lines: linesOf(lines) }),
  });
};

const wholeOf = (message: string): z.infer<typeof wholeSchema> | undefined => {
  try {
    return wholeSchema.safeParse(JSON.parse(message)).data;
  } catch {
    return undefined;
  }
};
