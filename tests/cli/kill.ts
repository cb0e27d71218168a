import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeModel } from './model-server.ts';
import { startCli } from './support.ts';

/** What one start of the program did before it ended. */
export type Start = {
  readonly ended: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Records in the run folder afterwards. */
  readonly samples: number;
  readonly cases: number;
  readonly scans: number;
};

const JOURNALS = ['samples', 'cases', 'findings'] as const;

const sizeOf = (folder: string): number =>
  JOURNALS.reduce((sum, name) => {
    const path = join(folder, `${name}.jsonl`);
    return sum + (existsSync(path) ? statSync(path).size : 0);
  }, 0);

/** Whole records of a journal, as a killed writer left it. */
const recordsOf = (folder: string, name: (typeof JOURNALS)[number]): number => {
  const path = join(folder, `${name}.jsonl`);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
};

/** Ids of the samples whose answers are written down. */
export const journaled = (folder: string): string[] => {
  const path = join(folder, 'samples.jsonl');
  if (!existsSync(path)) return [];
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => (JSON.parse(line) as { id: string }).id);
};

/** Where a run is made. */
export type Place = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly folder: string;
};

/** A moment: this far into the journals, and a little later. */
export type Moment = { readonly bytes: number; readonly milliseconds: number };

/**
 * Starts a run and ends it with a signal at a moment counted from what it has written when it starts; Ctrl-C goes to
 * its whole process group. A run that is through before that ends by itself.
 */
export const startAndStop = async (
  args: readonly string[],
  place: Place,
  stop?: Moment & { readonly signal: 'SIGKILL' | 'SIGINT' },
): Promise<Start> => {
  const since = performance.now();
  const before = sizeOf(place.folder);
  const subprocess = startCli(args, { ...place, group: true });
  let running = true;
  const ended = subprocess.finally(() => {
    running = false;
  });
  if (stop) {
    while (running && sizeOf(place.folder) <= before + stop.bytes) await sleep(2);
    await sleep(stop.milliseconds);
    if (running && subprocess.pid)
      process.kill(stop.signal === 'SIGINT' ? -subprocess.pid : subprocess.pid, stop.signal);
  }
  const { exitCode, signal, stderr } = await ended;
  return {
    ended: signal ?? `exit code ${exitCode}`,
    stderr,
    seconds: (performance.now() - since) / 1000,
    samples: recordsOf(place.folder, 'samples'),
    cases: recordsOf(place.folder, 'cases'),
    scans: recordsOf(place.folder, 'findings'),
  };
};

export type KillReport = {
  /** The killed ones, and the last, which nobody disturbed. */
  readonly starts: readonly Start[];
  /** Answers that were written down and asked for again all the same: there must be none. */
  readonly askedAgain: readonly string[];
  /** Answers that were given more than once: they were on their way when the program was killed. */
  readonly repeated: number;
};

/** The id of a sample as the fake model counts it. */
const questionOf = (id: string): string => {
  const [task = '', , , index = ''] = id.split('|');
  return `${task} ${index}`;
};

/** Starts a run, kills it at each of the moments, and at last lets it finish. */
export const killUntilDone = async (
  args: readonly string[],
  place: Place,
  { answered }: Pick<FakeModel, 'answered'>,
  moments: readonly Moment[],
): Promise<KillReport> => {
  const starts: Start[] = [];
  const kept = new Map<string, number>();
  for (const moment of moments) {
    starts.push(await startAndStop(args, place, { ...moment, signal: 'SIGKILL' }));
    for (const id of journaled(place.folder))
      if (!kept.has(id)) kept.set(id, answered.get(questionOf(id)) ?? 0);
  }
  starts.push(await startAndStop(args, place));
  return {
    starts,
    askedAgain: [...kept].flatMap(([id, times]) => (answered.get(questionOf(id)) === times ? [] : [id])),
    repeated: [...answered.values()].reduce((sum, times) => sum + times - 1, 0),
  };
};
