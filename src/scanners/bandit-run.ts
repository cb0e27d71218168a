import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Finding } from '../core/finding.ts';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import { banditReportSchema, readBanditReport } from './bandit-report.ts';

const START_MS = 15_000;
/** About sixteen times what it takes on an idle core. */
const MS_PER_BYTE = 0.05;

/**
 * Scans Python programs in one process of Bandit, in a private folder that is removed whatever happens. Nothing of
 * the user's takes part: no configuration, no PYTHON* variable, no cached list of plug-ins. `# nosec` is ignored,
 * and so are Bandit's default exclusions, which match anywhere in a path.
 */
export const runBandit = async (
  python: string,
  codes: readonly string[],
  signal?: AbortSignal,
): Promise<Outcome<readonly Outcome<Finding[]>[]>> => {
  signal?.throwIfAborted();
  try {
    return await inPrivateFolder((folder) => scanIn(folder, python, codes, signal));
  } catch (error) {
    signal?.throwIfAborted();
    return unknown(`Bandit could not be run: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const inPrivateFolder = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'bifocal-bandit-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};

const scanIn = async (
  folder: string,
  python: string,
  codes: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Outcome<readonly Outcome<Finding[]>[]>> => {
  const files = codes.map((code, index) => ({ name: `./${index}.py`, code }));
  const sources = join(folder, 'sources');
  await mkdir(sources);
  await Promise.all(files.map(({ name, code }) => writeFile(join(sources, name), code)));
  const failure = await execute(python, folder, sources, timeLimit(codes), signal);
  signal?.throwIfAborted();
  if (failure !== undefined) return unknown(failure);
  const log = await readFile(join(folder, 'log.txt'), 'utf8');
  const report = await readReport(join(folder, 'report.json'));
  return report === undefined
    ? unknown(`Bandit wrote no report: ${lastLine(log)}`)
    : ok(readBanditReport(report, log, files));
};

/** Runs Bandit; answers why it failed. Its exit codes 0 and 1 only tell whether there are findings. */
const execute = async (
  python: string,
  folder: string,
  sources: string,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<string | undefined> => {
  const options = ['--quiet', '--ignore-nosec', '--exclude', '', '--number', '1'];
  const target = ['--format', 'json', '--output', join(folder, 'report.json'), '--recursive', '.'];
  const result = await execa(python, ['-I', '-W', 'ignore', '-m', 'bandit', ...options, ...target], {
    cwd: sources,
    env: cleanEnvironment(folder),
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: { file: join(folder, 'log.txt') },
    timeout,
    reject: false,
    ...(signal && { cancelSignal: signal }),
  });
  if (result.timedOut) return `Bandit took more than ${Math.round(timeout / 1000)} s`;
  if (result.exitCode === 0 || result.exitCode === 1) return undefined;
  return result.exitCode === undefined
    ? `Bandit crashed: ${result.originalMessage ?? result.shortMessage}`
    : `Bandit ended with exit code ${result.exitCode}`;
};

/** Bandit finds its plug-ins through a cache below the user's cache folder, which is any program's to write. */
const cleanEnvironment = (folder: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^PYTHON/i.test(name))),
  HOME: folder,
  USERPROFILE: folder,
  LOCALAPPDATA: folder,
  XDG_CACHE_HOME: folder,
});

const timeLimit = (codes: readonly string[]): number =>
  START_MS + Math.ceil(MS_PER_BYTE * codes.reduce((bytes, code) => bytes + Buffer.byteLength(code), 0));

/** `undefined`: none, or the empty one of a Bandit that ended while it wrote. */
const readReport = async (path: string) => {
  try {
    return banditReportSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
};

const lastLine = (log: string): string => log.trimEnd().split('\n').at(-1) ?? '';
