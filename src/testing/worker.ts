import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { makeControlGroup } from '../sandbox/cgroup.ts';
import type { Interpreter, Sandbox } from '../sandbox/sandbox.ts';
import { type Conversation, type Event, type Failure, parseLine } from './events.ts';
import type { Profile } from './profiles.ts';
import { worldVariables } from './world.ts';

const RUNNER = fileURLToPath(new URL('../../python', import.meta.url));
/** Holds the reference solutions of the embedded tasks. */
const TASKS = fileURLToPath(new URL('../../tasks', import.meta.url));
const BOOT = `import json, sys; sys.path[0] = ${JSON.stringify(RUNNER)}; from bifocal_runner import server; server.main(json.loads(sys.argv[1]))`;
const TMP_BYTES = 512 * 1024 * 1024;
const LAST_WORDS = 4096;
const BOOT_SECONDS = 120;

export type WorkerOptions = {
  readonly sandbox: Sandbox;
  readonly interpreter: Interpreter;
  /** Files and folders of the host that jobs may read, besides the interpreter's. */
  readonly visible: readonly string[];
  /** Undefined: the worker takes one job, and nothing is loaded ahead. */
  readonly profile: Profile | undefined;
  /** Environment variables besides the usual ones, or in their place. */
  readonly world: Readonly<Record<string, string>>;
};

export type JobLimits = {
  /** For how long the judge may say nothing, before the worker is given up. */
  readonly silenceSeconds: number;
  /** Of everything that the sample starts, together; where there is a control group to see to it. */
  readonly memoryBytes: number;
  readonly signal: AbortSignal | undefined;
};

/** One sandbox with a server of jobs in it. It takes one job at a time. */
export type Worker = {
  /** Whether each job gets namespaces of its own. Rejects with the server's last words if it does not start. */
  readonly ready: Promise<boolean>;
  /** Whether the memory of everything inside is bounded together. */
  readonly bounded: boolean;
  /** Whether it can take another job. */
  alive(): boolean;
  /**
   * Has one job judged.
   * @throws the signal's reason if aborted: the worker is gone then
   */
  run(job: object, token: string, limits: JobLimits): Promise<Conversation>;
  stop(): Promise<void>;
};

/** Starts a server in a sandbox of its own. */
export const startWorker = async ({
  sandbox,
  interpreter,
  visible,
  profile,
  world,
}: WorkerOptions): Promise<Worker> => {
  const group = sandbox.nests ? makeControlGroup() : undefined;
  const options = {
    warm: profile !== undefined,
    site: interpreter.site,
    tmp_bytes: TMP_BYTES,
    profile: profile?.id ?? null,
    memory_events: group?.eventsFile ?? null,
  };
  const bare = await sandbox.wrap({
    interpreter,
    args: ['-s', '-S', '-B', '-c', BOOT, JSON.stringify(options)],
    readOnly: [RUNNER, ...visible, ...(group ? [group.eventsFile] : [])],
    hidden: [TASKS],
    env: {
      ...worldVariables('/tmp'),
      PATH: `${dirname(interpreter.python)}:/usr/local/bin:/usr/bin:/bin`,
      ...world,
    },
    tmpBytes: TMP_BYTES,
    nests: options.warm,
  });
  const command = group ? group.enter(bare) : bare;
  const subprocess = execa(command.file, command.args, {
    env: command.env,
    extendEnv: false,
    reject: false,
    cwd: '/',
    buffer: false,
    forceKillAfterDelay: 100,
  });
  let lastWords = '';
  let givenUp = false;
  const giveUp = (): void => {
    givenUp = true;
    subprocess.kill();
  };
  subprocess.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('utf8')).slice(-LAST_WORDS);
  });
  subprocess.stdin.on('error', () => {}); // a server that is gone says why by its end

  /** A worker without work keeps nobody's process from ending. */
  const hold = (held: boolean): void => {
    for (const handle of [subprocess, subprocess.stdin, subprocess.stdout, subprocess.stderr])
      Reflect.get(handle, held ? 'ref' : 'unref')?.call(handle);
  };

  /** Whoever waits for the next line. */
  let listener: { onLine(line: string): void; onEnd(reason: string): void } | undefined;
  let end: string | undefined;
  const reading = (async () => {
    for await (const line of subprocess.iterable()) listener?.onLine(line);
    givenUp = true;
    const result = await subprocess;
    await group?.remove();
    end =
      lastWords.trim().split('\n').at(-1) ||
      result.originalMessage ||
      `exit code ${result.exitCode ?? result.signal}`;
    listener?.onEnd(end);
  })();

  /** Collects lines until one is the last, the server ends, or nothing comes for too long. */
  const listen = (seconds: number, isLast: (line: string) => boolean): Promise<string | undefined> =>
    new Promise((resolve) => {
      const finish = (failure: string | undefined): void => {
        clearTimeout(timer);
        listener = undefined;
        hold(false);
        resolve(failure);
      };
      const onSilence = (): void => {
        giveUp();
        finish('the judge was silent for too long');
      };
      let timer = setTimeout(onSilence, seconds * 1000);
      hold(true);
      listener = {
        onLine(line) {
          clearTimeout(timer);
          timer = setTimeout(onSilence, seconds * 1000);
          if (isLast(line)) finish(undefined);
        },
        onEnd: (reason) => finish(`the judge ended early: ${reason}`),
      };
      if (end !== undefined) finish(`the judge ended early: ${end}`);
    });

  let nests = false;
  const ready = listen(BOOT_SECONDS, (line) => {
    const notice = parseLine(line);
    if (notice?.event === 'ready') nests = notice.namespaces;
    return notice?.event === 'ready';
  }).then((failure) => {
    if (failure !== undefined) throw new Error(failure);
    return nests;
  });
  ready.catch(() => {}); // whoever gives it a job hears of it there

  return {
    ready,
    alive: () => end === undefined && !givenUp,
    bounded: group !== undefined,
    async run(job, token, { silenceSeconds, memoryBytes, signal }) {
      const events: Event[] = [];
      signal?.throwIfAborted();
      signal?.addEventListener('abort', giveUp);
      try {
        await ready;
        group?.allow(memoryBytes);
        const body = Buffer.from(JSON.stringify(job));
        const header = Buffer.alloc(4);
        header.writeUInt32BE(body.length);
        subprocess.stdin.write(Buffer.concat([header, body]));
        const failure = await listen(silenceSeconds, (line) => {
          const event = parseLine(line);
          if (event && 'token' in event && event.token === token) events.push(event);
          return event?.event === 'ended';
        });
        signal?.throwIfAborted();
        return { events, failure: events.at(-1)?.event === 'done' ? undefined : failureOf(events, failure) };
      } catch (error) {
        signal?.throwIfAborted();
        return { events, failure: { outcome: 'lost', reason: (error as Error).message } };
      } finally {
        signal?.removeEventListener('abort', giveUp);
      }
    },
    async stop() {
      hold(true);
      giveUp();
      await reading.catch(() => {});
    },
  };
};

const failureOf = (events: readonly Event[], failure: string | undefined): Failure => {
  const own = events.findLast((event) => event.event === 'failed');
  if (own) return { outcome: 'unknown', reason: `the tests cannot be run: ${own.reason}` };
  return { outcome: 'lost', reason: failure ?? 'the judge ended early: it was killed' };
};
