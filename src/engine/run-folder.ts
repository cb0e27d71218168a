import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { compareText } from '../analysis/order.ts';
import { testReportSchema } from '../core/case.ts';
import { BifocalError } from '../core/errors.ts';
import { scanSchema } from '../core/finding.ts';
import { type Manifest, manifestSchema } from '../core/run.ts';
import { sampleSchema } from '../core/sample.ts';
import { taskSchema } from '../core/task.ts';
import { traceSchema } from '../core/trace.ts';
import { wholeLines } from '../io/whole-lines.ts';
import { openJournal, parseLines } from './journal.ts';
import { lock } from './lock.ts';

/** Where runs lie unless told otherwise, below the current folder. */
export const RUNS_FOLDER = 'bifocal-runs';

/** The files of a run. All are plain and are read by other tools. */
export const RUN_FILES = {
  manifest: 'run.json',
  tasks: 'tasks.jsonl',
  samples: 'samples.jsonl',
  traces: 'traces.jsonl',
  cases: 'cases.jsonl',
  findings: 'findings.jsonl',
  problems: 'problems.jsonl',
  verdicts: 'verdicts.jsonl',
  scores: 'scores.json',
  rules: 'rules.json',
  scanners: 'scanners.json',
} as const;

/** Beside them while a process is at work there, see `lock.ts`. */
export const LOCK_FILE = 'lock';

/** JSON with the keys of every object in order: equal for what differs in order alone. */
const ordered = (content: unknown): string =>
  JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)))
      : value,
  );

/** One hash for everything that can change a record of the run, in whatever order it is written. */
export const inputsHash = (inputs: Manifest['inputs']): string => sha256Of(ordered(inputs));

/** Replaces a file as a whole: a reader sees the old content or the new, also after a crash. */
export const replaceFile = (path: string, content: string): void => {
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
};

/** As hexadecimal digits. */
export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

export const toJsonl = (records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** What the system refuses here is a fault of the place, and not ours. */
const inPlace = <T>(folder: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (error instanceof BifocalError) throw error;
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `no run can be kept in ${folder}: ${(error as Error).message}`,
      'choose a folder that you may write to, with --out',
      { cause: error },
    );
  }
};

/**
 * Opens a run's folder for work: new, or the same run again.
 * @throws BifocalError BIFOCAL_RUN_CHANGED if another run lies there; BIFOCAL_USAGE if somebody works in it, or it
 *   cannot be made or written to
 */
export const openRunFolder = (folder: string, manifest: Manifest) => {
  inPlace(folder, () => mkdirSync(folder, { recursive: true }));
  const path = (name: keyof typeof RUN_FILES) => join(folder, RUN_FILES[name]);
  const before = existsSync(path('manifest')) ? readManifest(folder) : undefined;
  if (before && inputsHash(before.inputs) !== inputsHash(manifest.inputs)) {
    const changed = Object.keys(manifest.inputs).filter(
      (key) => ordered(Reflect.get(before.inputs, key)) !== ordered(Reflect.get(manifest.inputs, key)),
    );
    throw new BifocalError(
      'BIFOCAL_RUN_CHANGED',
      `another run lies in ${folder}: it differs in ${changed.join(', ')}`,
      'choose another folder with --out, or leave --out away',
    );
  }
  const unlock = inPlace(folder, () => lock(join(folder, LOCK_FILE)));
  let imported = { ...before?.imported, ...manifest.imported };
  const admit = (scanners: Manifest['imported']): void => {
    imported = { ...imported, ...scanners };
    replaceFile(path('manifest'), `${JSON.stringify({ ...manifest, imported }, null, 2)}\n`);
  };
  admit({});
  const samples = openJournal(path('samples'), sampleSchema, ({ round }) => round !== undefined);
  const traces = openJournal(path('traces'), traceSchema);
  const cases = openJournal(path('cases'), testReportSchema);
  const findings = openJournal(path('findings'), scanSchema);
  return {
    folder,
    resumed: before !== undefined,
    /** Enters scanners that ran elsewhere into the manifest. */
    admit,
    samples,
    traces,
    cases,
    findings,
    close: () => {
      for (const journal of [samples, traces, cases, findings]) journal.close();
      unlock();
    },
  };
};
export type RunFolder = ReturnType<typeof openRunFolder>;

/** Where the run may be that was meant. */
const hintOfRuns = (folder: string): string => {
  const usual = join(RUNS_FOLDER, folder);
  return existsSync(join(usual, RUN_FILES.manifest))
    ? `did you mean ${usual}?`
    : `give the folder of a run, with its run.json: they lie in ${RUNS_FOLDER}/ unless --out said otherwise`;
};

/** @throws BifocalError BIFOCAL_INPUT if the folder holds no run, or its run.json is none: with a line for each fault */
export const readManifest = (folder: string): Manifest => {
  const path = join(folder, RUN_FILES.manifest);
  const refuse = (message: string, cause?: unknown) =>
    new BifocalError('BIFOCAL_INPUT', message, hintOfRuns(folder), { cause });
  if (!existsSync(path))
    throw refuse(`${folder} holds no run${existsSync(folder) ? '' : ': it is not there'}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const what = error instanceof SyntaxError ? `${path} is not JSON` : `cannot read ${path}`;
    throw refuse(`${what}: ${(error as Error).message}`, error);
  }
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = z.prettifyError(parsed.error).replaceAll(/\n +→/g, ' →').replaceAll('\n', '\n  ');
  throw refuse(`${path} describes no run:\n  ${faults}`, parsed.error);
};

/** What a writer has not finished, behind the last line end, is not read. */
const readRecords = <T>(path: string, schema: z.ZodType<T>): T[] =>
  existsSync(path) ? parseLines(wholeLines(path), path, schema) : [];

/** The rules that each scanner of a run has; null for one that does not list them. */
const rulesSchema = z.record(
  z.string(),
  z.array(z.object({ id: z.string(), cwes: z.array(z.int().positive()) })).nullable(),
);

const readRules = (path: string): z.infer<typeof rulesSchema> => {
  if (!existsSync(path)) return {};
  try {
    return rulesSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `${path} does not list rules`,
      'something else wrote to it: delete it, and do without the rules',
      { cause: error },
    );
  }
};

/** Reads a run, finished or not. */
export const readRun = (folder: string) => ({
  manifest: readManifest(folder),
  tasks: readRecords(join(folder, RUN_FILES.tasks), taskSchema),
  samples: readRecords(join(folder, RUN_FILES.samples), sampleSchema),
  /** The last one of a sample counts. */
  traces: readRecords(join(folder, RUN_FILES.traces), traceSchema),
  cases: readRecords(join(folder, RUN_FILES.cases), testReportSchema),
  findings: readRecords(join(folder, RUN_FILES.findings), scanSchema),
  rules: readRules(join(folder, RUN_FILES.rules)),
});
export type RunRecords = ReturnType<typeof readRun>;
