import { z } from 'zod';
import type { CaseResult } from '../core/case.ts';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import type { Task } from '../core/task.ts';
import type { Observation, Probe } from '../methods/workbench.ts';
import type { JobOptions, TestBench } from './bench.ts';
import { limitsOf } from './limits.ts';

/** Calls that are compared by the dozen get less time than those that decide about a sample. */
const CPU_SECONDS = 2;
const WALL_SECONDS = 6;

/** The message of a case, as `styles/observe.py` makes it. */
export const messageSchema = z.object({
  kind: z.enum(['returned', 'raised']),
  shown: z.string(),
  digest: z.string(),
  telling: z.boolean(),
  raised: z.object({ type: z.string(), builtin: z.array(z.string()), line: z.int().nullable() }).nullable(),
  granted: z.int().nonnegative(),
  lines: z
    .string()
    .regex(/^[0-9a-f]*$/)
    .nullable(),
});

/** What of a task matters for calls without expectations. */
export type ObservedTask = Pick<
  Task,
  'id' | 'dataset' | 'language' | 'setup' | 'requires' | 'cpuSeconds' | 'memoryMiB'
>;

/**
 * Calls a function of the code with each input, in the sandbox, each in a fork of its own and in a fresh folder, and
 * tells what was seen: one observation per input, in their order. All of them are one job of the bench.
 *
 * Code that does not load, lacks the function or ends its process raises, as far as a caller can see. What ran out of
 * time or memory, and what we could not tell, is an observation of the kind `unknown`. The outcome is unknown if the
 * bench could not run the job.
 *
 * Each code knows that it is observed if it looks for that (its lines are traced): this tells honest codes apart, and
 * is no defence against one that behaves well while it is watched.
 *
 * @throws the signal's reason if aborted; nothing else
 */
export const observe = async (
  bench: TestBench,
  task: ObservedTask,
  code: string,
  probe: Probe,
  signal?: AbortSignal,
): Promise<Outcome<readonly Observation[]>> => {
  if (task.language !== 'python') return unknown(`nothing observes ${task.language}`);
  const calls = { ...probe, whole: false };
  const results = await callAll(bench, task, code, calls, { signal, wallSeconds: WALL_SECONDS });
  return results.status === 'unknown'
    ? results
    : ok(probe.inputs.map((input, index) => observationOf(input, results.value[index])));
};

/**
 * Makes the calls of a probe, in one job: what became of each, as the style `observe` tells it. Unknown if the bench
 * could not run the job.
 *
 * @throws the signal's reason if aborted; nothing else
 */
export const callAll = async (
  bench: TestBench,
  task: ObservedTask,
  code: string,
  { entryPoint, inputs, watched, files, whole }: Probe & { readonly whole: boolean },
  { wallSeconds, ...options }: Pick<JobOptions, 'signal' | 'world'> & { readonly wallSeconds: number },
): Promise<Outcome<readonly CaseResult[]>> => {
  const observed: Task = {
    ...task,
    cpuSeconds: Math.min(task.cpuSeconds, CPU_SECONDS),
    prompt: {},
    entryPoint,
    cwes: [],
    exploits: false,
    solutions: {},
    tests: { style: 'observe', inputs: [...inputs], watched: [...watched], files: { ...files }, whole },
  };
  const limits = { ...limitsOf(observed), wall_seconds: wallSeconds };
  const report = await bench.run({ id: `${task.id} observed`, code }, observed, { ...options, limits });
  if (report.status === 'unknown') return unknown(report.reason ?? 'the calls were not made');
  return ok(report.cases);
};

const observationOf = (input: string, result: CaseResult | undefined): Observation => {
  const { outcome, message = '' } = result ?? { outcome: 'lost', message: 'no answer' };
  const ended = { input, shown: `${outcome}: ${message}`, digest: `${outcome}`, telling: false };
  if (outcome === 'error' || outcome === 'failed')
    return { ...ended, kind: 'raised', exception: { type: '', builtin: [] } };
  const seen = outcome === 'unknown' ? messageOf(message) : undefined;
  if (seen === undefined) return { ...ended, kind: 'unknown' };
  const { kind, shown, digest, telling, raised, granted, lines } = seen;
  return {
    input,
    kind,
    shown,
    digest,
    telling,
    granted,
    ...(result?.cpuSeconds !== undefined && { cpuSeconds: result.cpuSeconds }),
    ...(raised && {
      exception: {
        type: raised.type,
        builtin: raised.builtin,
        ...(raised.line !== null && { line: raised.line }),
      },
    }),
    ...(lines !== null && { lines: linesOf(lines) }),
  };
};

const messageOf = (message: string): z.infer<typeof messageSchema> | undefined => {
  try {
    return messageSchema.safeParse(JSON.parse(message)).data;
  } catch {
    return undefined;
  }
};

/** The set bits of a number in base 16, from its lowest. */
export const linesOf = (mask: string): ReadonlySet<number> => {
  const lines = new Set<number>();
  for (let at = 0; at < mask.length; at += 1) {
    const digit = Number.parseInt(mask.charAt(mask.length - 1 - at), 16);
    for (let bit = 0; bit < 4; bit += 1) if (digit & (1 << bit)) lines.add(4 * at + bit);
  }
  return lines;
};
