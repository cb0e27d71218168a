import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { type CaseResult, caseOutcomeSchema, type TestReport, trustSchema } from '../core/case.ts';
import { caseKindSchema, type Task } from '../core/task.ts';
import type { SandboxChoice } from '../sandbox/index.ts';
import type { Interpreter } from '../sandbox/sandbox.ts';
import { type Limits, limitsOf } from './limits.ts';

const RUNNER = fileURLToPath(new URL('../../python', import.meta.url));
/** Holds the reference solutions of the embedded tasks. */
const TASKS = fileURLToPath(new URL('../../tasks', import.meta.url));
const BOOT = `import sys; sys.path[0] = ${JSON.stringify(RUNNER)}; from bifocal_runner import judge; judge.main()`;
const TMP_BYTES = 512 * 1024 * 1024;

/** A fixed world for the tested code: same hashes, one thread per library, no display. */
const ENVIRONMENT = {
  HOME: '/tmp',
  TMPDIR: '/tmp',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  PYTHONHASHSEED: '0',
  PYTHONDONTWRITEBYTECODE: '1',
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MPLBACKEND: 'Agg',
};

const eventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('plan'),
    token: z.string(),
    trust: trustSchema,
    protected: z.boolean().describe('whether the judge could hide its memory'),
    cases: z.array(z.object({ id: z.string(), kind: caseKindSchema })),
  }),
  z.object({
    event: z.literal('case'),
    token: z.string(),
    id: z.string(),
    outcome: caseOutcomeSchema,
    message: z.string(),
  }),
  z.object({ event: z.literal('done'), token: z.string() }),
]);
type Event = z.infer<typeof eventSchema>;

/** Where tests run: chosen once per run. */
export type TestBench = {
  readonly choice: SandboxChoice;
  readonly interpreter: Interpreter;
  /** Limits other than the task's own. */
  readonly limits?: (task: Task) => Limits;
};

/**
 * Runs a task's tests against one solution inside the sandbox and returns one result per planned case. A case
 * that was planned and not answered for is unknown, and so is everything if the judge itself failed.
 *
 * @throws if aborted; nothing else
 */
export const runTests = async (
  sample: { readonly id: string; readonly code: string },
  task: Task,
  { choice, interpreter, limits: limitsFor = limitsOf }: TestBench,
  signal?: AbortSignal,
): Promise<TestReport> => {
  const report = { sample: sample.id, sandbox: choice.level };
  if (!task.tests) return { ...report, status: 'unknown', reason: 'the task has no tests', cases: [] };
  const token = randomBytes(16).toString('hex');
  const limits = limitsFor(task);
  const job = {
    token,
    runner: RUNNER,
    code: sample.code,
    setup: task.setup,
    entry_point: task.entryPoint ?? null,
    requires: task.requires,
    tests: task.tests,
    site: interpreter.site,
    limits,
  };
  const command = await choice.sandbox.wrap({
    interpreter,
    args: ['-s', '-S', '-B', '-c', BOOT],
    readOnly: [RUNNER],
    hidden: [TASKS],
    env: { ...ENVIRONMENT, PATH: `${dirname(interpreter.python)}:/usr/local/bin:/usr/bin:/bin` },
    tmpBytes: TMP_BYTES,
  });
  const silenceMs = limits.silence_seconds * 1000;
  const { events, failure } = await converse(command, JSON.stringify(job), token, silenceMs, signal);
  return { ...report, ...assemble(events, failure) };
};

/** Starts the judge and collects its events until it ends or is silent for longer than any case may take. */
const converse = async (
  command: { file: string; args: readonly string[]; env: Readonly<Record<string, string>> },
  input: string,
  token: string,
  silenceMs: number,
  signal: AbortSignal | undefined,
): Promise<{ events: Event[]; failure: string | undefined }> => {
  const watchdog = new AbortController();
  const subprocess = execa(command.file, command.args, {
    input,
    env: command.env,
    extendEnv: false,
    reject: false,
    cwd: '/',
    buffer: { stdout: false, stderr: true },
    maxBuffer: 64 * 1024,
    forceKillAfterDelay: 100,
    cancelSignal: signal ? AbortSignal.any([signal, watchdog.signal]) : watchdog.signal,
  });
  const events: Event[] = [];
  let timer = setTimeout(() => watchdog.abort(), silenceMs);
  for await (const line of subprocess.iterable()) {
    clearTimeout(timer);
    timer = setTimeout(() => watchdog.abort(), silenceMs);
    const event = parseEvent(line);
    if (event?.token === token) events.push(event);
  }
  clearTimeout(timer);
  const result = await subprocess;
  signal?.throwIfAborted();
  if (events.at(-1)?.event === 'done') return { events, failure: undefined };
  if (watchdog.signal.aborted) return { events, failure: 'the judge was silent for too long' };
  const lastWords = result.stderr.trim().split('\n').at(-1);
  const how = lastWords || result.originalMessage || `exit code ${result.exitCode ?? result.signal}`;
  return { events, failure: `the judge ended early: ${how}` };
};

const parseEvent = (line: string): Event | undefined => {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};

/** One result per planned case, whatever was reported: the plan decides what counts. */
const assemble = (
  events: readonly Event[],
  failure: string | undefined,
): Pick<TestReport, 'status' | 'reason' | 'trust' | 'cases'> => {
  const plan = events.find((event) => event.event === 'plan');
  if (!plan) return { status: 'unknown', reason: failure ?? 'the judge made no plan', cases: [] };
  const answers = new Map(events.flatMap((event) => (event.event === 'case' ? [[event.id, event]] : [])));
  const cases = plan.cases.map(({ id, kind }): CaseResult => {
    const answer = answers.get(id);
    if (!answer) return { id, kind, outcome: 'unknown', message: failure ?? 'no result' };
    return { id, kind, outcome: answer.outcome, ...(answer.message ? { message: answer.message } : {}) };
  });
  const trust = plan.protected ? plan.trust : 'token';
  return failure ? { status: 'unknown', reason: failure, trust, cases } : { status: 'ok', trust, cases };
};
